import { colorsOf, inkOn } from '../charts/palette.ts';

/** Weights of the one typeface that print, web edition and charts share. */
export const FONT_WEIGHTS = [
  { file: 'source-sans-400.woff2', weight: 400, source: 'SourceSans3-Regular.ttf' },
  { file: 'source-sans-600.woff2', weight: 600, source: 'SourceSans3-Semibold.ttf' },
] as const;

/** The stylesheet of the public pages: calm, for long reading; light, dark, forced colours and print, in the town's colour. */
export function printStylesheet(color: string): string {
  const { main, sequential } = colorsOf({ main: color });
  return `${FONT_WEIGHTS.map(fontFace).join('')}:root{--haupt:${main};--auf-haupt:${inkOn(main)};--dunkel:${sequential[1]}}${RULES}`;
}

function fontFace(font: (typeof FONT_WEIGHTS)[number]): string {
  return `@font-face{font-family:"Source Sans 3";src:url(schriften/${font.file}) format("woff2");font-weight:${font.weight};font-display:swap}`;
}

const RULES = `
:root{color-scheme:light dark;--grund:#fff;--flaeche:#f3f5f6;--text:#1c2226;--leise:#4d575e;--linie:#c9d0d4;--marke:var(--haupt)}
@media (prefers-color-scheme:dark){:root{--grund:#14181b;--flaeche:#1f2529;--text:#eceff1;--leise:#b4bec4;--linie:#47525a;--marke:var(--dunkel)}}
*{box-sizing:border-box}
body{margin:0;background:var(--grund);color:var(--text);font:1.0625rem/1.55 "Source Sans 3",system-ui,sans-serif}
h1,h2,h3,h4{line-height:1.2;font-weight:600;margin:2em 0 .6em;text-wrap:balance;hyphens:manual}
h1{font-size:2rem;margin-top:.5em;color:var(--marke)}h2{font-size:1.5rem}h3{font-size:1.2rem}h4{font-size:1.05rem}
p,ul,ol,dl{margin:0 0 1em}
p,li,dd{max-width:44rem;hyphens:auto}
a{color:var(--marke);text-underline-offset:.15em}
a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--marke);outline-offset:2px}
.lead{font-size:1.25rem}.small,.dateien,footer{font-size:.9rem;color:var(--leise)}
.sprung{position:absolute;left:-99rem}.sprung:focus{left:.5rem;top:.5rem;background:var(--grund);padding:.5rem 1rem;z-index:2}
.hinweisband{background:#fff3c4;color:#3b2f00;margin:0;padding:.4rem 1rem;max-width:none;font-size:.95rem;border-bottom:1px solid #b98f00}
header .kopf{padding:.7rem 1rem;background:var(--haupt);color:var(--auf-haupt);display:flex;flex-wrap:wrap;gap:.2rem 1rem;align-items:baseline}
header .kopf a{color:inherit;font-weight:600;text-decoration:none;min-height:1.5rem}header .kopf a:focus-visible{outline-color:currentColor}
.spalten{display:grid;grid-template-columns:16rem minmax(0,1fr);gap:2rem;max-width:78rem;margin:0 auto;padding:1rem}
.einspaltig{display:block}.allein{max-width:48rem;margin:0 auto;padding:1rem}
.kapitel ul{list-style:none;padding:0;margin:1rem 0;font-size:.95rem}.kapitel summary{font-weight:600;padding:.5rem 0;min-height:1.5rem}
@media (min-width:60.01rem){@supports selector(::details-content){.kapitel summary{display:none}.kapitel details::details-content{content-visibility:visible;display:block;height:auto}}}
.kapitel a{display:block;padding:.35rem .6rem;text-decoration:none;color:var(--text);border-left:3px solid transparent;min-height:1.5rem}
.kapitel a:hover{text-decoration:underline}.kapitel [aria-current]{border-color:var(--marke);font-weight:600;background:var(--flaeche)}
main{min-width:0}body{overflow-wrap:break-word}p,li{overflow-wrap:anywhere}[role=doc-backlink]{display:inline-block;min-width:1.6rem;min-height:1.6rem;text-align:center}.staedte a{display:inline-block;padding:.4rem 0}main:focus{outline:0}
.titel{border-bottom:1px solid var(--linie);padding-bottom:1rem}.reihe{color:var(--leise);margin:1rem 0 0}
.knopf{display:inline-block;background:var(--haupt);color:var(--auf-haupt);padding:.6rem 1.1rem;border-radius:4px;text-decoration:none;font-weight:600}
.verzeichnis,.verzeichnis ul{list-style:none;padding-left:0}.verzeichnis ul{padding-left:1.2rem}.verzeichnis li{padding:.15rem 0}
.unterseiten{columns:2 18rem;padding-left:1.2rem}.unterseiten li{padding:.2rem 0;break-inside:avoid}
figure{margin:2rem 0}figcaption{font-weight:600;margin-bottom:.5rem;max-width:44rem}.nummer{color:var(--leise)}
.dauerlink{text-decoration:none;font-weight:400;padding:0 .35rem}
.bild svg{max-width:100%;height:auto;display:block}.bild.schmal{display:none}@media (max-width:36rem){.bild.breit{display:none}.bild.schmal{display:block}}
.satz{margin:.5rem 0}details{margin:.5rem 0}summary{cursor:pointer;padding:.25rem 0}
.dateien a{margin-right:1rem}
.rollbar{overflow-x:auto}
table{border-collapse:collapse;font-size:.95rem;line-height:1.35;font-variant-numeric:tabular-nums;width:100%}
th,td{padding:.4rem .7rem .4rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--linie)}
thead th{border-bottom:2px solid var(--text);vertical-align:bottom}tbody th{font-weight:400}
th.zahl,td.zahl{text-align:right;white-space:nowrap}thead th.zahl{white-space:normal}
tr:target,figure:target{background:var(--flaeche);outline:2px solid var(--marke)}
.kasten{border-left:4px solid var(--marke);background:var(--flaeche);padding:.8rem 1.1rem;margin:1.5rem 0;max-width:48rem}
.kasten>:last-child{margin-bottom:0}.kasten>:first-child{margin-top:0}.kastentitel{font-weight:600}
.zielelemente{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(13.2rem,100%),1fr));gap:.8rem;list-style:none;padding:0;counter-reset:ziel}.zielelemente>li{border:1px solid var(--linie);border-top:3px solid var(--marke);padding:.8rem 1rem;counter-increment:ziel;max-width:none}.zielelemente>li>h3{margin:0 0 .4em}.zielelemente>li>h3::before{content:counter(ziel) " "}.zielelemente .felder div{grid-template-columns:1fr auto;font-size:.9rem}.zielelemente .felder dd{white-space:nowrap}
.kacheln{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(11rem,100%),1fr));gap:.8rem}.kacheln div{min-width:0}
.kacheln div{background:var(--flaeche);padding:.8rem 1rem;border-top:3px solid var(--marke)}
.kacheln dd{margin:0}.kacheln .zahl{font-size:1.6rem;font-weight:600;line-height:1.3}.kacheln .zahl a{text-decoration:none;color:inherit}
.wert{color:inherit;text-decoration-color:var(--linie)}
.ampel{white-space:nowrap}.ampel svg{width:.8em;height:.8em;margin-right:.35em;vertical-align:-.04em;stroke:currentColor;stroke-width:1}.ampel.gruen svg{fill:#2e8b4a}.ampel.gelb svg{fill:#ffcb2e}.ampel.rot svg{fill:#c62828}.ampel.grau svg{fill:none;stroke-width:1.6}
.karte{border:1px solid var(--linie);padding:.8rem 1.1rem;margin:1rem 0;max-width:48rem}.karte h2,.karte h3,.karte h4{margin:.2em 0 .5em}
.felder{margin:0}.felder div{display:grid;grid-template-columns:11rem 1fr;gap:.2rem 1rem;padding:.25rem 0;border-top:1px solid var(--linie)}
.felder dt{color:var(--leise)}.felder dd{margin:0;overflow-wrap:anywhere}
blockquote{margin:1.5rem 0;padding-left:1rem;border-left:3px solid var(--linie)}
.fussnoten{border-top:1px solid var(--linie);margin-top:2.5rem;padding-top:1rem;font-size:.9rem}.fussnoten li{padding:.15rem 0;overflow-wrap:anywhere}
sup.note{line-height:0}sup.note a{text-decoration:none;padding:0 .15em}
.nachbarn{display:flex;justify-content:space-between;gap:1rem;border-top:1px solid var(--linie);margin-top:2rem;padding-top:1rem}.nachbarn{flex-wrap:wrap}.nachbarn a{padding:.3rem 0;min-width:0}
footer{border-top:1px solid var(--linie);padding:1rem;max-width:78rem;margin:2rem auto 0}footer ul{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;list-style:none;padding:0}footer p{max-width:none}
@media (max-width:60rem){.spalten{display:block}.kapitel ul{margin:0 0 1rem}.felder div{grid-template-columns:1fr}h1{font-size:1.6rem}}
@media (prefers-color-scheme:dark){.hinweisband{background:#3b2f00;color:#ffe9a3}
.bild{background:#fff;padding:.5rem;border-radius:3px}}
@media (forced-colors:active){.ampel svg{stroke:CanvasText}.ampel.gruen svg,.ampel.gelb svg,.ampel.rot svg{fill:CanvasText}.bild{forced-color-adjust:none;background:#fff;color:#000}.kasten,.kacheln div{border:1px solid}}
@media print{.bild.breit{display:block}.bild.schmal{display:none}.kapitel,.sprung,.nachbarn,.dateien,.dauerlink{display:none}.spalten{display:block;padding:0}body{font-size:10.5pt;color:#000;background:#fff}figure,.karte,.kasten{break-inside:avoid}h1,h2,h3,h4{break-after:avoid}details::details-content{content-visibility:visible;display:block}a{color:inherit}.rollbar{overflow:visible}table{font-size:8pt}th,td{padding:.25rem .4rem .25rem 0;overflow-wrap:anywhere}th.zahl,td.zahl{white-space:normal}}
`;
