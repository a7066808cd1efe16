"""`python -m loosen` is `loosen`."""

from loosen._cli import main

main()
