"""The throw-away cluster: it serves while it is open, and leaves nothing behind."""

import subprocess
from pathlib import Path

from tools import postgres


def test_a_cluster_serves_an_ordinary_role_and_is_gone_afterwards():
    with postgres.cluster() as address:
        folder = Path(address.removeprefix("postgres://casco@/").removesuffix("/casco"))
        query = "select current_user, usesuper, usecreatedb from pg_user where usename = current_user"
        psql = [postgres.binaries() / "psql", "-h", folder, "-U", "casco", "-At", "-c", query, "casco"]
        answer = subprocess.run(psql, capture_output=True, text=True, check=True).stdout

    assert answer == "casco|f|t\n"
    assert folder.exists() is False
