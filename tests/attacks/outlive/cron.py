# asks the machine to run something later
import os
import subprocess


def anonymous_child(size, produce):
    for command in (["crontab", "-"], ["at", "now"], ["systemd-run", "true"], ["batch"]):
        try:
            done = subprocess.run(command, input=b"* * * * * true\n", capture_output=True)
            if done.returncode == 0:
                print("SUCCEEDED", command)
        except OSError:
            pass
    for folder in ("/etc/cron.d", "/var/spool/cron", "/etc/systemd/system"):
        if os.access(folder, os.R_OK) and os.path.isdir(folder):
            try:
                open(f"{folder}/left-for-later", "w").close()
                print("SUCCEEDED", folder)
            except OSError:
                pass
    return bytes(size)
