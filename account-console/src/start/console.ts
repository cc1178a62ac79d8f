import '../app/keyhold-account.ts';
import { datesReady } from '../app/dates-ready.ts';
import { takenOver } from '../app/early-click.ts';
import { readInlinedState } from '../app/inlined-state.ts';
import { adoptPageStyles } from '../app/page-styles.ts';
import { takeOver } from '../app/take-over.ts';
import { rememberZone } from '../app/zone-cookie.ts';

// Only the bridge's own page brings a state along; a page that embeds us keeps its looks and its cookies.
const inlined = readInlinedState(document);
if (inlined !== null) {
  adoptPageStyles(document);
  void datesReady().then(() => rememberZone(document, inlined.config.basePath));
  const page = document.querySelector('keyhold-account');
  const done = (): boolean => document.dispatchEvent(new Event(takenOver));
  if (page !== null && inlined.overview !== null && inlined.rendered !== undefined) {
    void takeOver(page, inlined.rendered).finally(done);
  } else {
    done();
  }
}
