"""Plain pages that the server itself has, for agencies without a console and for citizens."""
