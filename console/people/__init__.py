"""Who works at this desk: sign-ins that last, and PINs."""
