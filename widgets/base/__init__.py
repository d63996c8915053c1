"""What every widget is made of: theme, labels, formats, lists, forms, overlays."""
