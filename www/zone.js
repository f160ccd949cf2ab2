// Where an account begins the browser's own time zone is proposed, in one sentence. Without this file it is the server's,
// and the choice behind the same sentence is the same. Who signs in says it too, for an account that has none yet.

const sentence = document.querySelector('details[data-zone]');
const choice = sentence?.querySelector('select');
const own = Intl.DateTimeFormat().resolvedOptions().timeZone;

function say() {
  sentence.querySelector('b').textContent = choice.value || sentence.dataset.zone;
}

if (choice) {
  if (!choice.value && own) {
    // A browser may know the zone by another of its names.
    if (![...choice.options].some((option) => option.value === own)) choice.add(new Option(own, own));
    choice.value = own;
  }
  say();
  choice.addEventListener('change', say);
}

for (const field of document.querySelectorAll('input[name=timeZone][data-zone]')) field.value ||= own || '';
