"""Intake: the public form, its drafts, and the request that is received from one."""
