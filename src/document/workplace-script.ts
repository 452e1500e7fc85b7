/**
 * What a browser may do beyond the pages, which are complete without it: keeps drafts while somebody types, warns before typed text
 * is lost, shows a password on request, reads the progress of a job again, copies a link, closes the person menu by Escape. It knows
 * no words: sentences stand in `data-` attributes of the page.
 *
 * A draft is sent as the form would be, with `aktion=entwurf`, without secrets, and with `Accept: application/json`; 204 means kept. Any
 * other answer (signed out, refused) is told as „not kept“.
 */
export const WORKPLACE_SCRIPT = String.raw`'use strict';
(() => {
  const DRAFT_AFTER = 2000;
  const RELOAD_AFTER = 2000;
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const say = (text, region = document.getElementById('ansage')) => {
    if (region && region.textContent !== text) region.textContent = text;
  };

  for (const input of all('input[data-zeigen]')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'kern-btn kern-btn--tertiary zeigen';
    button.setAttribute('aria-controls', input.id);
    const label = button.appendChild(document.createElement('span'));
    label.className = 'kern-label';
    const show = (isShown) => {
      input.type = isShown ? 'text' : 'password';
      input.spellcheck = false;
      label.textContent = isShown ? input.dataset.verbergen : input.dataset.zeigen;
    };
    show(false);
    button.addEventListener('click', () => show(input.type === 'password'));
    input.form.addEventListener('submit', () => show(false));
    input.after(button);
  }

  const unsaved = new Set();
  const draftOf = (form) => {
    const data = new FormData(form);
    for (const secret of all('[data-geheim]', form)) data.delete(secret.name);
    data.set('aktion', 'entwurf');
    return new URLSearchParams(data);
  };
  const keepDrafts = (form) => {
    const region = form.querySelector('[data-entwurfsmeldung]');
    let timer;
    let sending;
    let edits = 0;
    const send = async () => {
      const before = edits;
      sending?.abort();
      sending = new AbortController();
      const { signal } = sending;
      let isKept = false;
      try {
        const answer = await fetch(form.getAttribute('action'), { method: 'POST', body: draftOf(form), headers: { Accept: 'application/json' }, redirect: 'manual', signal });
        isKept = answer.status === 204;
      } catch {
        if (signal.aborted) return;
      }
      if (isKept && before === edits) unsaved.delete(form);
      const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' });
      say(isKept ? form.dataset.gespeichert.replace('{zeit}', time) : form.dataset.nichtGespeichert, region);
    };
    form.addEventListener('input', () => {
      edits += 1;
      clearTimeout(timer);
      timer = setTimeout(send, DRAFT_AFTER);
    });
    form.addEventListener('submit', () => {
      clearTimeout(timer);
      sending?.abort();
    });
  };
  for (const form of all('form[data-warnen], form[data-entwurf]')) {
    if (form.dataset.warnen) unsaved.add(form);
    form.addEventListener('input', () => unsaved.add(form));
    form.addEventListener('submit', () => unsaved.delete(form));
    if ('entwurf' in form.dataset) keepDrafts(form);
  }
  addEventListener('beforeunload', (event) => {
    if (unsaved.size > 0) event.preventDefault();
  });

  const reload = async (element) => {
    let next;
    try {
      const answer = await fetch(element.dataset.nachladen, { headers: { Accept: 'text/html' } });
      if (answer.ok) next = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(element.id);
      if (!next && answer.status < 500) return;
    } catch {}
    if (next) {
      const focused = element.contains(document.activeElement) ? document.activeElement.id : '';
      if (next.innerHTML !== element.innerHTML) element.replaceChildren(...next.childNodes);
      if (focused) document.getElementById(focused)?.focus();
      if ('fertig' in next.dataset) return say(next.dataset.fertig);
    }
    setTimeout(reload, RELOAD_AFTER, element);
  };
  for (const element of all('[data-nachladen]')) setTimeout(reload, RELOAD_AFTER, element);

  for (const button of all('button[data-kopieren]')) {
    button.hidden = false;
    button.addEventListener('click', async () => {
      const field = document.getElementById(button.dataset.kopieren);
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
      } catch {
        document.execCommand('copy');
      }
      say(button.dataset.kopiert);
      button.firstElementChild.textContent = button.dataset.kopiert;
    });
  }

  for (const menu of all('details.konto')) {
    document.addEventListener('click', ({ target }) => {
      if (!menu.contains(target)) menu.open = false;
    });
    menu.addEventListener('keydown', ({ key }) => {
      if (key !== 'Escape' || !menu.open) return;
      menu.open = false;
      menu.firstElementChild.focus();
    });
  }
})();
`;
