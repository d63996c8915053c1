"""Real cameras for a demo city and for tests: clips drawn once, then served over RTSP without transcoding."""
