"""What the console knows of a city and how it talks to the backend; headless, without Qt."""
