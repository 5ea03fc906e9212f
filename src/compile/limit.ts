import type { Asked, PanelDefinition } from '../definitions/dashboard';
import type { Answer } from './answers';

/** A panel with the limit that is to be drawn, and a description that says whose it is: what a system tells comes before it. */
export function withLimit(definition: PanelDefinition<Asked>, answers: readonly Answer[]): PanelDefinition<Asked> {
  const { limit, description } = definition;
  if (limit === undefined) {
    return definition;
  }
  const systems = [...new Set(answers.map(({ system }) => system))];
  const telling = new Set(answers.filter(({ ask }) => ask.limit).map(({ system }) => system));
  const silent = systems.filter((system) => !telling.has(system)).map(({ vocabulary }) => vocabulary.title);
  if (silent.length === 0) {
    return {
      ...definition,
      limit: undefined,
      description: `${description} The limit is what the system itself tells.`,
    };
  }
  const whose = telling.size > 0 ? ` It is of ${silent.join(', ')}: the others tell theirs.` : '';
  return { ...definition, description: `${description} ${limit.about}${whose}` };
}
