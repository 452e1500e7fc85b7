// Runs inside the page (see browser.ts): each check returns a list of findings, empty when all is well.
globalThis.leitwerk = (() => {
  const describe = (element) => `<${element.tagName.toLowerCase()}${element.id ? ` id=${element.id}` : ''}${typeof element.className === 'string' && element.className ? ` class=${element.className}` : ''}> ${(element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 60)}`;
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;

  const openDetails = () => all('details').forEach((details) => (details.open = true));

  const axeFindings = async () => {
    const { violations } = await axe.run(document, { preload: false, resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
    return violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.length}×) ${nodes.slice(0, 3).map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''} ${node.html.slice(0, 120)}`).join(' | ')}`);
  };

  /** Wider than the window: the page would have to be moved sideways to be read. Tables may, inside their region. */
  const wide = () => {
    const page = document.scrollingElement;
    if (page.scrollWidth <= innerWidth) return [];
    const culprits = all('body *').filter((element) => element.getBoundingClientRect().right > innerWidth + 1 && !element.closest('.rollbar') && !element.closest('svg *') && isShown(element));
    return [`Die Seite ist ${page.scrollWidth} px breit, das Fenster ${innerWidth}: ${culprits.slice(0, 4).map(describe).join(' | ')}`];
  };

  const structure = () => {
    const findings = [];
    const headings = all('h1,h2,h3,h4,h5,h6').filter(isShown);
    const h1 = headings.filter((heading) => heading.tagName === 'H1');
    if (h1.length !== 1) findings.push(`${h1.length} Überschriften h1`);
    const title = h1[0]?.textContent.trim() ?? '';
    if (!document.title.includes(title)) findings.push(`Der Titel „${document.title}“ enthält die Überschrift „${title}“ nicht`);
    if (document.documentElement.lang !== 'de') findings.push(`lang=${document.documentElement.lang}`);
    headings.reduce((before, heading) => {
      const level = Number(heading.tagName[1]);
      if (level > before + 1) findings.push(`Überschrift springt von h${before} auf h${level}: ${describe(heading)}`);
      return level;
    }, 0);
    for (const picture of all('img, svg[role=img]')) {
      const name = picture.tagName === 'IMG' ? picture.getAttribute('alt') : (picture.getAttribute('aria-label') ?? '') + (picture.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
      if (!name?.trim() || /\.(png|svg|jpe?g)$|^IMG_/i.test(name)) findings.push(`Bild ohne brauchbaren Namen: ${describe(picture)}`);
    }
    for (const svg of all('svg:not([role=img])')) if (!svg.closest('[aria-hidden=true]')) findings.push(`SVG ohne Rolle: ${describe(svg)}`);
    const ids = all('[id]').map((element) => element.id);
    const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
    if (twice.length > 0) findings.push(`Kennungen doppelt: ${[...new Set(twice)].slice(0, 5).join(', ')}`);
    for (const link of all('a[href^="#"]')) if (!document.getElementById(decodeURIComponent(link.hash.slice(1)))) findings.push(`Sprungziel fehlt: ${link.hash}`);
    for (const link of all('a')) if (/^(hier|mehr|weiter|link|klicken sie hier)$/i.test(link.textContent.trim())) findings.push(`Nichtssagender Link: ${describe(link)}`);
    for (const table of all('table')) if (!table.querySelector('th[scope]')) findings.push(`Tabelle ohne Köpfe: ${describe(table)}`);
    return findings;
  };

  const TARGETS = 'a[href], button, summary, input, select, textarea';
  /** Inline means: in a line with text that is no link, in which its height is given by the line. */
  const isInline = (element) => {
    if (getComputedStyle(element).display !== 'inline') return false;
    const block = element.closest('p, li, dd, td, th, figcaption, summary, blockquote');
    const own = (block?.textContent ?? '').length - all('a', block ?? element).reduce((sum, link) => sum + link.textContent.length, 0);
    return own > 2;
  };
  /** WCAG 2.5.8: 24 × 24 px, or inline, or so far apart that circles of 24 px meet no other target. */
  const smallTargets = () => {
    const targets = all(TARGETS).filter((element) => isShown(element) && element.getBoundingClientRect().right > 0 && !element.matches('.sprung'));
    const boxes = targets.map((element) => ({ element, box: element.getBoundingClientRect() }));
    const isSmall = ({ box }) => box.width < 23.9 || box.height < 23.9;
    const centre = ({ box }) => [box.left + box.width / 2, box.top + box.height / 2];
    const distance = ([x, y], { box }) => Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
    const meets = (a, b) => distance(centre(a), b) < 12 || (isSmall(b) && Math.hypot(centre(a)[0] - centre(b)[0], centre(a)[1] - centre(b)[1]) < 24);
    const small = boxes.filter((entry) => isSmall(entry) && !isInline(entry.element));
    return small
      .filter((entry) => boxes.some((other) => other !== entry && !entry.element.contains(other.element) && meets(entry, other)))
      .map(({ element, box }) => `Ziel ${Math.round(box.width)} × ${Math.round(box.height)} px: ${describe(element)}`);
  };

  /** WCAG 1.4.12. The page's policy forbids style elements; a sheet made by script is none. */
  const spaceText = () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  };
  const clipped = () => {
    const cut = all('body *').filter((element) => {
      if (element.closest('svg') || !isShown(element) || element.closest('.sprung')) return false;
      const style = getComputedStyle(element);
      const hides = (axis) => style[axis] === 'hidden' || style[axis] === 'clip';
      return (hides('overflowX') && element.scrollWidth > element.clientWidth + 1) || (hides('overflowY') && element.scrollHeight > element.clientHeight + 1);
    });
    return cut.map((element) => `Abgeschnitten: ${describe(element)}`);
  };
  /** Two texts of a chart on top of each other, or a text outside its picture. */
  const chartTexts = () =>
    all('svg[role=img]').flatMap((svg) => {
      const frame = svg.getBoundingClientRect();
      const texts = all('text', svg).map((text) => ({ text, box: text.getBoundingClientRect() }));
      const outside = texts.filter(({ box }) => box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 2 || box.bottom > frame.bottom + 2);
      return outside.map(({ text }) => `Beschriftung ragt aus dem Bild ${svg.closest('figure')?.id}: ${text.textContent}`);
    });
  /** Effective size of the smallest letters in the charts of the page, in px. */
  const smallestChartText = () =>
    Math.min(
      99,
      ...all('svg[role=img] text')
        .filter(isShown)
        .map((text) => {
          const svg = text.ownerSVGElement;
          return (Number.parseFloat(getComputedStyle(text).fontSize) * svg.getBoundingClientRect().width) / svg.viewBox.baseVal.width;
        }),
    );

  const FOCUSABLE = 'a[href], summary, button, input, select, textarea, [tabindex="0"]';
  const focusables = () => all(FOCUSABLE).filter(isShown);
  /** Where the focus stands: its place in DOM order, and what is wrong with how it is seen there. */
  const focusState = () => {
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) return { index: -1, fault: '' };
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const faults = [];
    if (!element.matches(':focus-visible')) faults.push('nicht focus-visible');
    if (style.outlineStyle === 'none' || Number.parseFloat(style.outlineWidth) < 2) faults.push('ohne Umriss');
    if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) faults.push('außerhalb des Fensters');
    return { index: focusables().indexOf(element), fault: faults.length > 0 ? `${describe(element)}: ${faults.join(', ')}` : '' };
  };
  const describeFocusable = (index) => describe(focusables()[index] ?? document.body);

  /** On paper nothing is reached by scrolling or by opening. */
  const print = () => {
    const findings = [];
    for (const table of all('table')) if (!isShown(table)) findings.push(`Tabelle nicht im Druck: ${describe(table.closest('figure') ?? table)}`);
    for (const element of all('table, .bild svg, img')) {
      const { right } = element.getBoundingClientRect();
      if (right > innerWidth + 1) findings.push(`Ragt ${Math.round(right - innerWidth)} px über das Blatt: ${describe(element.closest('figure') ?? element)}`);
    }
    for (const element of all('.kapitel, .sprung, .nachbarn, .dateien, .dauerlink')) if (isShown(element)) findings.push(`Bedienung im Druck: ${describe(element)}`);
    return findings;
  };

  return { openDetails, axeFindings, wide, structure, smallTargets, spaceText, clipped, chartTexts, smallestChartText, focusables: () => focusables().length, focusState, describeFocusable, print };
})();
