/** `npm run doctor`: see `--help`. */
import { doctor } from './doctor';

void doctor(process.argv.slice(2), process.env, {
  out: (text) => console.log(text),
  err: (text) => console.error(text),
  colours: Boolean(process.stdout.isTTY) && !process.env.NO_COLOR,
}).then((status) => (process.exitCode = status));
