import { STANDARD_CHART_NAMES } from '../../answers/chart/standard-charts.ts';
import { buildChartMenu, standardChart } from '../../bot/ask/index.ts';
import type { Subcommand } from './subcommand.ts';

/** `/monitoraggio grafici`: the pictures there are, or the one that is named. */
export const charts: Subcommand = {
  word: 'grafici',
  purpose: 'i grafici della fase e del piano: stato, arrivi, costi, risultati',
  async run({ client, command, respond }, services, rest) {
    services.pictures.expect();
    const offered = [...(await services.questions.standardCharts()).keys()];
    const wanted = rest.toLowerCase();
    const named = offered.find(
      (chart) => wanted !== '' && STANDARD_CHART_NAMES[chart].it.toLowerCase().startsWith(wanted),
    );
    const asker = { account: command.user_id, channel: command.channel_id };
    const view =
      wanted === '' ? buildChartMenu(offered) : await standardChart(services, client, named ?? rest, asker);
    await respond({ response_type: 'ephemeral', ...view });
  },
};
