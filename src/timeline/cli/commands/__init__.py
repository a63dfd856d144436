"""One module a command, each with the function `command`: it parses, calls and renders."""
