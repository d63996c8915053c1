"""Live pictures: decoder processes, shared frames, liveness. No Qt."""
