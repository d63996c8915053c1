"""What stands around a decoder process: what each layer keeps, and how it is put up."""
