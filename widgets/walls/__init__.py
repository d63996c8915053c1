"""Parts of the wall and of its control at a desk."""
