"""What every test runs in; pytest loads this before Django reads its settings (pyproject.toml, addopts)."""

import atexit
import os
import shutil
import tempfile

os.environ["MODE"] = "development"
if "VAR_DIR" not in os.environ:  # the processes of pytest-xdist inherit it
    os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="casco-tests-")
    atexit.register(shutil.rmtree, os.environ["VAR_DIR"], ignore_errors=True)
