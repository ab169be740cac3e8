"""As ``kgraph``, for a Python whose scripts are not on the path."""

from kgraph.cli import main

if __name__ == "__main__":
    main()
