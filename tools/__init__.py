"""What `make` runs, from the standard library alone; an older Python than 3.11 is refused in a sentence it can read."""

import sys

if sys.version_info < (3, 11):
    found = "{}.{}".format(*sys.version_info)
    sys.exit("Python 3.11 or later is needed, this is " + found + ". Name a newer one: make PYTHON=python3.11 ...")
