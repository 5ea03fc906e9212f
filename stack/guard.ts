/** Ends the stack's programs, should the stack itself be killed without a chance to do so. */
import { spawn } from 'node:child_process';

/** Reads process groups, one a line; when the input ends, because its writer is gone, it ends them. */
const SCRIPT = `
trap '' INT TERM HUP
groups=
while read -r pid; do groups="$groups -$pid"; done
tell() { for group in $groups; do kill -s "$1" -- "$group"; done; }
alive() { for group in $groups; do kill -s 0 -- "$group" && return; done; return 1; }
tell TERM
for second in 1 2 3 4 5 6 7 8 9 10; do alive || exit 0; sleep 1; done
tell KILL
`;

export interface Guard {
  /** Ends this process group when the stack is gone. */
  watch(pid: number): void;
  /** The stack has ended everything itself. */
  dismiss(): void;
}

/** Starts a guard that outlives this process by the few seconds it needs. */
export function startGuard(): Guard {
  const guard = spawn('sh', ['-c', SCRIPT], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  guard.on('error', () => undefined);
  guard.stdin.on('error', () => undefined);
  guard.unref();
  return {
    watch: (pid) => void guard.stdin.write(`${pid}\n`),
    dismiss: () => void guard.kill('SIGKILL'),
  };
}
