"""One module for each command of `schakel`; a module with `register(subparsers)` is found by itself."""
