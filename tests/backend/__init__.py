"""The reference backend over real HTTP, and its pure rules."""
