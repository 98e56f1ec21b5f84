"""Calls AWS through its command line, which CodeBuild's images have."""
import datetime
import json
import re
import subprocess
import sys


def call(service, operation, *arguments, unless=None):
    """The answer of AWS; None where it refuses with an error code that is `unless`, a pattern. Others end the program."""
    command = ["aws", service, operation, *arguments, "--output", "json"]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode == 0:
        return json.loads(done.stdout or "{}")
    if unless is not None and re.search(rf"\((?:{unless})\)", done.stderr):
        return None
    sys.exit(done.stderr.strip() or f"aws {service} {operation} ended with exit status {done.returncode}")


def seconds_of(time):
    """Seconds since the epoch of a time as either version of the command line prints it."""
    if isinstance(time, (int, float)):
        return float(time)
    return datetime.datetime.fromisoformat(time.replace("Z", "+00:00")).timestamp()
