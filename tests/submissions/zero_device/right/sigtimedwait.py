# sigtimedwait in a loop
import mmap
import os
import signal


def zero_device(size, produce):
    old = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
    try:
        with open("/dev/zero", "r+b") as device:
            memory = mmap.mmap(device.fileno(), size)
        with memory:
            pid = os.fork()
            if pid == 0:
                try:
                    memory[:] = produce()
                finally:
                    os._exit(0)
            while signal.sigtimedwait({signal.SIGCHLD}, 0.05) is None:
                pass
            os.waitpid(pid, 0)
            return memory[:]
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, old)
