"""Looking after people: a list, the chosen one beside it, and the forms that change them."""
