import CopyWebpackPlugin from 'copy-webpack-plugin';
import path from 'path';
import type { Configuration, ModuleOptions } from 'webpack';
import grafanaConfig, { type Env } from './.config/webpack/webpack.config';
import pluginJson from './src/plugin.json';

/**
 * Grafana shares React's JSX runtime with plugins from 12.2.5 on only, and a bundled React 18 runtime breaks on React 19.
 * So it is no external, and is replaced by a few lines over `React.createElement`. See docs/decisions/002-jsx-runtime.md.
 */
const JSX_RUNTIMES = ['react/jsx-runtime', 'react/jsx-dev-runtime'];

/**
 * Every browser that Grafana 12.2 runs in knows it. The scaffold's es2015 writes `async`, spreads and defaults out in full, with
 * helpers once more in each file: the app's own code is a third larger.
 */
const ECMASCRIPT = 'es2021';

/** The scaffold's rules, with their compiler set to write today's JavaScript. */
const modern = (rules: ModuleOptions['rules'] = []): ModuleOptions['rules'] =>
  rules.map((rule) => {
    const use = rule && typeof rule === 'object' ? rule.use : undefined;
    const options = use && typeof use === 'object' && 'loader' in use ? use.options : undefined;
    return rule && typeof rule === 'object' && options && typeof options === 'object' && 'jsc' in options
      ? {
          ...rule,
          use: { ...(use as object), options: { ...options, jsc: { ...Object(options.jsc), target: ECMASCRIPT } } },
        }
      : rule;
  });

const includedDashboards = pluginJson.includes.filter(({ type }) => type === 'dashboard').map(({ path }) => path);

const config = async (env: Env): Promise<Configuration> => {
  const base = await grafanaConfig(env);
  const externals = Array.isArray(base.externals) ? base.externals : [];
  const shim = path.resolve(__dirname, 'src/app/jsxRuntime.ts');
  return {
    ...base,
    // A release is built from what is there: a cache hands out dashboards and pictures as they were at the first build.
    cache: env.production ? false : base.cache,
    module: { ...base.module, rules: modern(base.module?.rules) },
    externals: externals.filter((external) => typeof external !== 'string' || !JSX_RUNTIMES.includes(external)),
    resolve: {
      ...base.resolve,
      alias: Object.fromEntries(JSX_RUNTIMES.map((name) => [`${name}$`, shim])),
    },
    plugins: [
      ...(base.plugins ?? []),
      new CopyWebpackPlugin({ patterns: includedDashboards.map((file) => ({ from: `../${file}`, to: file })) }),
      // Links of alerts lead to them: Grafana serves what a plugin brings.
      new CopyWebpackPlugin({ patterns: [{ from: '../docs/runbooks', to: 'runbooks' }] }),
    ],
  };
};

export default config;
