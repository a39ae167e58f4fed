"""What `tasks.py` calls: each command as a function that takes plain values and returns an exit status."""
