// The browser's own time zone, proposed in one sentence where an account begins. Without this file it is the server's,
// and the choice behind the same sentence is the same. Who signs in says it too, for an account that has none yet.

const sentence = document.querySelector('details[data-zone]');
const choice = sentence?.querySelector('select');
const own = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The browser's name for a zone; nothing for one that it does not know. */
function ownName(zone) {
  try {
    return Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** The browser's zone as the server calls it: Chrome says Asia/Calcutta where Asia/Kolkata is offered. Nothing else is
 * proposed, since the server would refuse a name that nobody chose. */
function proposal() {
  const offered = [...choice.options].map((option) => option.value).filter(Boolean);
  return offered.includes(own) ? own : own && offered.find((zone) => ownName(zone) === own);
}

function say() {
  sentence.querySelector('b').textContent = choice.value || sentence.dataset.zone;
}

if (choice) {
  // What was sent before is an answer, the server's own zone too.
  if (!('answered' in sentence.dataset)) choice.value = proposal() || choice.value;
  say();
  choice.addEventListener('change', say);
}

for (const field of document.querySelectorAll('input[name=timeZone][data-zone]')) field.value ||= own || '';
