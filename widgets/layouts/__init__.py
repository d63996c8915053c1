"""Parts of the editor of layouts."""
