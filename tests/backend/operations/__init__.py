"""Operations of a server: health, metrics, rounds, logs."""
