"""What all processes of a run may hold together; the limits of getrlimit(2) are for each alone."""

MEMORY = 512 << 20  # bytes, private and shared
FILES = 256 << 20  # bytes in the scratch folder
SHARED_FILES = 128 << 20  # bytes in /dev/shm
FILE_COUNT = 4096  # in each of them
THREADS = 300
# Of a run, sockets of one call, and memfds as long as any may be held; what these hold is in
# nobody's memory.
KEPT = {"memfd_create": 6, "socketpair": 64, "socket": 128}
