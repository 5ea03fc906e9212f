import CopyWebpackPlugin from 'copy-webpack-plugin';
import path from 'path';
import type { Configuration } from 'webpack';
import grafanaConfig, { type Env } from './.config/webpack/webpack.config';
import pluginJson from './src/plugin.json';

/**
 * Grafana shares React's JSX runtime with plugins from 12.2.5 on only, and a bundled React 18 runtime breaks on React 19.
 * So it is no external, and is replaced by a few lines over `React.createElement`. See docs/decisions/002-jsx-runtime.md.
 */
const JSX_RUNTIMES = ['react/jsx-runtime', 'react/jsx-dev-runtime'];

const includedDashboards = pluginJson.includes.filter(({ type }) => type === 'dashboard').map(({ path }) => path);

const config = async (env: Env): Promise<Configuration> => {
  const base = await grafanaConfig(env);
  const externals = Array.isArray(base.externals) ? base.externals : [];
  const shim = path.resolve(__dirname, 'src/app/jsxRuntime.ts');
  return {
    ...base,
    // A release is built from what is there, not from what a build before it remembered.
    cache: env.production ? false : base.cache,
    // On a second build the cache hands out copied files, such as dashboards and pictures, as they were at the first.
    cache: env.production ? false : base.cache,
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
