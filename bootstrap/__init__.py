"""What stands between `python3 tasks.py NAME` on a bare machine and the command itself."""
