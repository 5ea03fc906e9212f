import { formatCsv } from '../pricing/csv';
import { lookUp, priceBook, type OwnPrices } from '../pricing/lookUp';
import { EMITTED, spendOf } from '../signals/spend';
import type { Overrules } from '../vocabularies/detect';
import { UNKNOWN_PROVIDER } from '../vocabularies/providerOfModel';
import { isSystem, KNOWN } from '../vocabularies/vocabularies';
import type { MetricsConnection } from './connection';
import { detectSystems } from './detectSystems';
import { fromFailure, well, type Finding } from './finding';
import { quoted } from './foreignText';
import { explain } from './outcome';
import { readValues } from './readValues';

const SUBJECT = 'Prices';
const A_DAY_S = 86_400;
const NAMED = 10;

/** Which models of the last day nobody knows the price of: their tokens are spend that no figure shows. */
export async function checkPrices(
  { probe }: MetricsConnection,
  settings: { prices: OwnPrices; jobs: Overrules },
  closed?: AbortSignal
): Promise<Finding[]> {
  const found = await detectSystems(probe, closed, KNOWN, [], settings.jobs);
  if (found.kind !== 'ok') {
    return [fromFailure('unknown', SUBJECT, found.kind, explain(found))];
  }
  const priced = found.value.filter(
    ({ vocabulary }) => isSystem(vocabulary.id) && spendOf(vocabulary, ['model']) !== EMITTED
  );
  const to = Math.ceil(Date.now() / 1000);
  const models = await readValues(probe, priced, 'model', { from: to - A_DAY_S, to }, closed);
  const book = priceBook(settings.prices);
  const named = models.filter((model) => model !== '' && model !== UNKNOWN_PROVIDER);
  const unpriced = named.filter((model) => lookUp({ model }, to, book).found === 'unpriced');
  if (unpriced.length === 0) {
    return [well('all-priced', SUBJECT, `each of ${named.length} models has a price`)];
  }
  const first = unpriced.slice(0, NAMED).map(quoted).join(', ');
  const rest = unpriced.length > NAMED ? `, and ${unpriced.length - NAMED} more` : '';
  return [
    {
      state: 'warning',
      reason: 'unpriced',
      subject: SUBJECT,
      seen: `no price for ${first}${rest}`,
      cause:
        'Neither the shipped list nor your own prices know these names: their tokens count as unpriced, and not as $0.',
      fix: 'Add a price, or say as an alias which model it is, on the page Prices; it takes a file such as this, in USD per million tokens.',
      snippet: formatCsv([
        ['model', 'input', 'output'],
        ...unpriced.slice(0, NAMED).map((model) => [model, '', '']),
      ]).trim(),
    },
  ];
}
