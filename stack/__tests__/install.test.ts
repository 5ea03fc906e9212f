import { installCommand } from '../install';

const container = { apt: true, root: true, sudo: false, systemd: false };

it('installs as root without sudo, and without the exporters that Debian recommends', () => {
  expect(installCommand(container, ['prometheus'])).toBe(
    'apt-get update && ' +
      'env RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends prometheus'
  );
});

it('takes the ports back from the services that systemd starts', () => {
  const command = installCommand({ ...container, systemd: true }, ['redis-server', 'postgresql']);
  expect(command).toMatch(/ && systemctl disable --now redis-server postgresql$/);
});

it('uses sudo for every step of an ordinary user', () => {
  const steps = installCommand({ apt: true, root: false, sudo: true, systemd: true }, ['prometheus']).split(' && ');
  expect(steps).toHaveLength(3);
  expect(steps.filter((step) => step.startsWith('sudo '))).toEqual(steps);
});
