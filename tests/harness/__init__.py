"""What tests stand on: noise and leaks fail, in small files."""
