"""What sixteen to sixty-four live cameras cost, beside a floor and two peers in the same run."""
