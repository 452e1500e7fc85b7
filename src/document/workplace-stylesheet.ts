import { colorsOf, inkOn } from '../charts/palette.ts';
import { FONT_WEIGHTS } from './stylesheet.ts';

/**
 * The stylesheet of the workplace, loaded after KERN (`kern.min.css`): page frame, navigation, way, lists, print, and KERN in the town's
 * colour and in our typeface. The font files lie beside it. Nothing in it or left of KERN loads a picture.
 */
export function printWorkplaceStylesheet(color: string): string {
  const { main, sequential } = colorsOf({ main: color });
  return `${FONT_WEIGHTS.map(fontFace).join('')}:root{--haupt:${main};--auf-haupt:${inkOn(main)};--dunkel:${sequential[1]}}${TOKENS}${RULES}${PIECES}${OVER_KERN}${MEDIA}`;
}

function fontFace({ file, weight }: (typeof FONT_WEIGHTS)[number]): string {
  return `@font-face{font-family:"Source Sans 3";src:url(${file}) format("woff2");font-weight:${weight};font-display:swap}`;
}

/** Names of KERN that we set: typeface, action colour (links, buttons), and baselines, which are cut for Fira Sans there. */
const TOKENS = `
:root{color-scheme:light dark;--kern-typography-font-family-default:"Source Sans 3",system-ui,sans-serif;--kern-color-action-default:var(--haupt);--kern-color-action-on-default:var(--auf-haupt);--kern-color-action-visited:var(--kern-color-action-default);--kern-typography-font-weight-heading-balanced:600;--kern-typography-font-weight-subline-default:600;--kern-metric-baseline-body-default-padding-top:4px;--kern-metric-baseline-body-default-padding-bottom:4px;--kern-metric-baseline-body-small-padding-top:4px;--kern-metric-baseline-body-small-padding-bottom:4px;--kern-metric-baseline-label-default-padding-top:4px;--kern-metric-baseline-label-default-padding-bottom:4px;--kern-metric-baseline-label-small-padding-top:4px;--kern-metric-baseline-label-small-padding-bottom:4px;--kern-typography-font-size-medium-adaptive:1.1875rem;--kern-typography-line-height-medium-adaptive:1.5rem;--kern-metric-baseline-title-default-padding-top:4px;--kern-metric-baseline-title-default-padding-bottom:4px;--kern-metric-dimension-x-large:2.75rem;--grund:var(--kern-color-layout-background-default);--flaeche:var(--kern-color-layout-background-default-surface);--text:var(--kern-color-layout-text-default);--leise:var(--kern-color-layout-text-muted);--linie:var(--kern-color-decorative-border-default);--handlung:var(--kern-color-action-default);--fokus:var(--kern-color-action-focus-default);--rand:max(1.25rem,(100% - 85.5rem)/2)}
@media screen and (prefers-color-scheme:dark){:root{--kern-color-action-default:var(--dunkel);--kern-color-action-on-default:#000}}
`;

const RULES = `
html{scroll-behavior:auto}
body{margin:0;min-height:100vh;display:flex;flex-direction:column;color:var(--text);font-size:1.0625rem;line-height:1.5;overflow-wrap:break-word}
[hidden]{display:none!important}
h1,h2,h3,h4{line-height:1.25;font-weight:600;text-wrap:balance;margin:1.8em 0 .6em}
h1{font-size:1.875rem;margin:0 0 1rem}h2{font-size:1.375rem}h3{font-size:1.125rem}h4{font-size:1.0625rem}
main p,main ul,main ol{margin:0 0 1em}main p,main li{max-width:46rem}
a{color:var(--handlung);text-underline-offset:.15em}a:hover{text-decoration-thickness:2px}
code,kbd,pre{font-family:ui-monospace,monospace;font-size:.92em}
:focus-visible{outline:3px solid var(--fokus)!important;outline-offset:2px!important}main:focus{outline:0!important}
.leise{color:var(--leise);font-size:1rem}.leer{color:var(--leise);padding:1.25rem;background:var(--flaeche);border-radius:4px;max-width:none}.leer>:last-child{margin:0}
.sprung{position:absolute;left:-99rem;z-index:3}.sprung:focus{left:.5rem;top:.5rem;background:var(--grund);padding:.6rem 1rem}
.hinweisband{background:#fff3c4;color:#3b2f00;margin:0;padding:.35rem var(--rand);font-size:1rem;border-bottom:1px solid #b98f00}
.leiste{display:flex;flex-wrap:wrap;align-items:center;gap:.6rem 1.5rem;padding:.7rem var(--rand);background:var(--haupt);color:var(--auf-haupt)}
.leiste :focus-visible,.leiste:focus-visible{outline-color:var(--auf-haupt)!important}.leiste .kontomenue :focus-visible{outline-color:var(--fokus)!important}
.marke{margin:0;font-size:1.1875rem}.marke a{color:inherit;text-decoration:none;font-weight:600;display:inline-block;padding:.25rem 0}.marke a:hover{text-decoration:underline}.marke .zusatz{font-weight:400;margin-left:.35rem;padding-left:.6rem;border-left:1px solid}
.suche{display:flex;flex:1 1 16rem;min-width:0;max-width:30rem;margin-left:auto}.suche input{flex:1 1 auto;min-width:0;width:100%;height:2.5rem;border:2px solid var(--auf-haupt);border-radius:4px 0 0 4px;padding:0 .75rem;font-size:1rem;background:#fff;color:#171a2b;color-scheme:light}
.suche button{height:2.5rem;border:2px solid var(--auf-haupt);border-radius:0 4px 4px 0;padding:0 .9rem;font-size:1rem;font-weight:600;background:transparent;color:inherit;cursor:pointer}.suche button:hover{text-decoration:underline}
.konto{position:relative}.konto>summary{cursor:pointer;min-height:2.5rem;display:flex;align-items:center;gap:.5rem;list-style:none;font-weight:600}.konto>summary::-webkit-details-marker{display:none}
.konto>summary::after,.navigation summary::after,.hilfe>summary::before{content:"";width:.6em;height:.6em;border:solid currentColor;border-width:0 2px 2px 0;transform:rotate(45deg) translate(-.15em,-.15em);flex:none}.konto[open]>summary::after,.navigation details[open]>summary::after{transform:rotate(225deg) translate(-.15em,-.15em)}
.kontomenue{position:absolute;right:0;top:calc(100% + .5rem);z-index:2;width:19rem;max-width:calc(100vw - 2.5rem);background:var(--grund);color:var(--text);border:1px solid var(--linie);border-radius:4px;box-shadow:0 4px 16px rgb(0 0 0/.18);padding:1.1rem 1.25rem}
.kontomenue dl{margin:0 0 .8rem}.kontomenue dt{color:var(--leise);font-size:1rem}.kontomenue dd{margin:0}.kontomenue dd+dt{margin-top:.5rem}.kontomenue ul{list-style:none;margin:0 0 .8rem;padding:.5rem 0;border-block:1px solid var(--linie)}.kontomenue li a{display:block;padding:.35rem 0}
.rahmen{display:grid;grid-template-columns:14rem minmax(0,1fr);gap:2.5rem;width:100%;padding:1.5rem var(--rand) 3rem;flex:1 0 auto}.rahmen.schmal{display:block}.schmal>main{max-width:42rem;margin:0 auto}
main{min-width:0}
.navigation summary{display:flex;align-items:center;justify-content:space-between;gap:.5rem;min-height:2.75rem;font-weight:600;cursor:pointer;list-style:none}.navigation summary::-webkit-details-marker{display:none}
.navigation ul{list-style:none;margin:0;padding:0}.navigation a{display:flex;justify-content:space-between;align-items:center;gap:.5rem;min-height:2.5rem;padding:.3rem .75rem;color:var(--text);text-decoration:none;border-left:4px solid transparent}.navigation a:hover{text-decoration:underline;background:var(--flaeche)}
.navigation [aria-current]{border-color:var(--handlung);font-weight:600;background:var(--flaeche)}
.zaehler{flex:none;min-width:1.6rem;padding:0 .4rem;border-radius:1rem;background:var(--handlung);color:var(--kern-color-action-on-default);font-size:.9375rem;font-weight:600;text-align:center;line-height:1.6rem}
.pfad ol{display:flex;flex-wrap:wrap;list-style:none;margin:0 0 .9rem;padding:0;font-size:1rem}.pfad li{display:flex;align-items:center}.pfad li+li::before{content:"";width:.42em;height:.42em;border:solid var(--leise);border-width:2px 2px 0 0;transform:rotate(45deg);margin:0 .7em 0 .5em;flex:none}.pfad a,.pfad span{display:inline-block;padding:.15rem 0}.pfad span{color:var(--leise)}
main>.kern-alert,section>.kern-alert{margin-bottom:1.5rem}.meldung{margin-bottom:1.5rem}.meldung .kern-alert{display:flex;flex-wrap:wrap;align-items:center}.meldung .kern-alert__header{flex:1 1 18rem}.meldung .kern-alert__body{background:none;outline:0;padding:.5rem 1rem .5rem}.meldung .kern-btn{background:var(--grund)}
.hilfe{margin:0 0 1.5rem}.hilfe>summary{display:inline-flex;align-items:center;gap:.6rem;min-height:1.75rem;cursor:pointer;color:var(--handlung);text-decoration:underline;text-underline-offset:.15em;list-style:none}.hilfe>summary::-webkit-details-marker{display:none}.hilfe>summary::before{transform:rotate(-45deg);margin-left:.15rem}.hilfe[open]>summary::before{transform:rotate(45deg) translate(-.15em,-.15em)}.hilfe>div{border-left:4px solid var(--linie);padding:.25rem 0 .25rem 1.1rem;margin-top:.6rem}.hilfe>div>:last-child{margin-bottom:0}
footer{border-top:1px solid var(--linie);padding:1rem var(--rand) 1.5rem}footer ul{display:flex;flex-wrap:wrap;gap:.2rem 1.5rem;list-style:none;margin:0;padding:0;font-size:1rem}footer a{display:inline-block;padding:.2rem 0}
`;

const PIECES = `
.liste-mit-knopf{list-style:none;padding:0}.liste-mit-knopf li{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.5rem 1rem;padding:.5rem 0;border-bottom:1px solid var(--linie)}.liste-mit-knopf:empty{display:none}.baum ul{margin:0}.knoepfe form{margin:0}.qr svg{display:block;max-width:100%;height:auto;margin-bottom:1rem}
.formular{display:flex;flex-direction:column;align-items:flex-start;gap:1.5rem}.formular>*{align-self:stretch;margin:0;max-width:42rem}.formular>.knoepfe{max-width:none}.formular{margin-bottom:1.5rem}.formular p{margin:0}
.formular .kurz{max-width:14rem}.knoepfe{display:flex;flex-wrap:wrap;gap:.75rem;margin-top:.5rem}.entwurfsmeldung:empty{display:none}
.fehlerliste{margin-bottom:1.75rem;max-width:42rem}.fehlerliste h2{margin:0}.fehlerliste ul{margin:0;padding-left:1.25rem}.fehlerliste li{padding:.2rem 0}.fehlerliste a{color:var(--text)}
.haken .kern-hint,.haken .kern-error{grid-column:2;padding-left:1rem}.zeigen.kern-btn{align-self:flex-start;padding:0;min-height:2.25rem;margin-top:.4rem}.zeigen .kern-label{padding:.25rem 0}
.liste{margin:0 0 2rem}.filter{display:flex;flex-wrap:wrap;align-items:flex-end;gap:1rem;padding:1rem;margin-bottom:1.25rem;background:var(--flaeche);border-radius:4px}.filter .kern-form-input{flex:1 1 11rem;max-width:20rem;align-self:flex-end}.filter .kern-form-input:last-of-type{flex:0 1 9.5rem}.filter .kern-form-input__input,.filter .kern-form-input__select-wrapper,.filter .kern-form-input__select:focus{background:var(--grund)}.filter .kern-label{margin-bottom:.1rem;font-size:1rem}
.anzahl{margin:0 0 .6rem;font-size:1rem}.seiten ul{display:flex;flex-wrap:wrap;gap:.25rem;list-style:none;margin:1.25rem 0 1rem;padding:0}.seiten li{display:flex}.seiten a,.seiten span{display:flex;align-items:center;justify-content:center;min-width:2.5rem;min-height:2.5rem;padding:0 .6rem;border-radius:4px}.seiten [aria-current]{background:var(--handlung);color:var(--kern-color-action-on-default);font-weight:600;text-decoration:none}
.rollbar{position:relative;overflow-x:auto;margin-bottom:1rem}.rollbar table{font-variant-numeric:tabular-nums lining-nums}.zeilenkopf{min-width:11rem}.zeilenkopf a{display:inline-block}
.sortierung{color:inherit;text-decoration:none;display:inline-flex;align-items:center;gap:.45rem;min-height:1.5rem}.sortierung:hover{text-decoration:underline}.sortierung::after{content:"";flex:none;width:.55rem;height:.8rem;background:currentColor;opacity:.45;clip-path:polygon(50% 0,100% 42%,0 42%,0 58%,100% 58%,50% 100%,0 58%,0 42%)}.sortierung.auf::after{opacity:1;clip-path:polygon(50% 15%,100% 75%,0 75%)}.sortierung.ab::after{opacity:1;clip-path:polygon(0 25%,100% 25%,50% 85%)}
.kacheln{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(13rem,100%),1fr));gap:1rem;list-style:none;padding:0;margin:0 0 2rem!important}.kacheln li{max-width:none}.kacheln p{margin:0}.kacheltitel{font-size:1rem}.kachelwert{font-size:2rem;font-weight:600;line-height:1.2;font-variant-numeric:tabular-nums lining-nums}.kacheln .kern-card__container{gap:.15rem}.kacheln .kern-link{font-size:1rem;padding:0;text-align:left}
.aufgaben{margin:0 0 2rem!important;padding:0}.aufgaben li{max-width:none;align-items:center;flex-wrap:wrap;gap:.4rem 1rem}.aufgabe{flex:1 1 16rem;min-width:0}.aufgabe p{margin:0}.aufgabe .kern-link{padding:0}.spaet{color:var(--kern-color-feedback-danger);font-weight:600}
.zeitleiste{list-style:none;padding:0 0 0 1.1rem;border-left:2px solid var(--linie);margin:0 0 2rem .4rem!important}.zeitleiste li{position:relative;padding:0 0 .9rem;max-width:46rem}.zeitleiste li:last-child{padding:0}.zeitleiste p{margin:0}.zeitleiste li::before{content:"";position:absolute;left:calc(-1.1rem - 6px);top:.5rem;width:10px;height:10px;border-radius:50%;background:var(--grund);border:2px solid var(--leise)}
.fortschritt{max-width:42rem;margin-bottom:1.5rem}.fortschritt p{margin:.4rem 0 0}.fortschritt progress{width:100%;accent-color:var(--handlung)}.kopierfeld{max-width:42rem;margin-bottom:1.5rem}
.kern-description-list{max-width:52rem;margin-bottom:2rem;gap:0}.kern-description-list-item{border-bottom:1px solid var(--linie);padding:.2rem 0}
.spalten{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(24rem,100%),1fr));gap:0 3rem}.spalten>*{min-width:0}.spalten h2{margin-top:.5rem}
`;

/** KERN's icons are masks from `data:` URLs, which the policy refuses: ours are SVG in the page, the arrow of a select a cut-out. */
const OVER_KERN = `
.kern-form-input__select-wrapper::after{-webkit-mask:none;mask:none;width:.8rem;height:.55rem;top:50%;clip-path:polygon(0 0,100% 0,50% 100%)}
.zeichen{flex:none;width:1.5rem;height:1.5rem;fill:currentColor}.zeichen.erfolg{color:var(--kern-color-feedback-success)}.zeichen.hinweis{color:var(--kern-color-feedback-info)}.zeichen.warnung{color:var(--kern-color-feedback-warning)}.zeichen.fehler{color:var(--kern-color-feedback-danger)}
.kern-badge .zeichen{width:1.125rem;height:1.125rem;margin-left:.15rem}.kern-badge{white-space:nowrap}.kern-badge .kern-label{white-space:normal}
.kern-alert__header{align-items:flex-start}.kern-alert__header .zeichen{margin-top:.3rem}.kern-alert .kern-title{max-width:46rem;font-size:1.125rem}.kern-alert__body ul:last-child,.kern-alert__body p:last-child{margin-bottom:0}
.kern-error .zeichen{margin-top:.25rem}.kern-error .kern-body{padding:.15rem 0}.kern-hint{color:var(--leise);padding:0 0 .15rem}
.gefahr.kern-btn--primary{background:var(--kern-color-feedback-danger)}.gefahr.kern-btn--primary .kern-label{color:var(--kern-color-layout-text-inverse)}.gefahr.kern-btn--primary:hover:not(:disabled){background:var(--kern-color-feedback-danger);text-decoration:underline;text-decoration-color:var(--kern-color-layout-text-inverse)}
.kern-table__header{vertical-align:bottom}.kern-table--small tbody .kern-table__header{vertical-align:top;font-weight:400}.kern-table tbody>tr>*{box-shadow:inset 0 -1px 0 0 var(--linie)}.sortierung{vertical-align:bottom}.kern-table__body .kern-table__row:hover>*{background:var(--flaeche)}
.kern-table--small .kern-table__header,.kern-table--small .kern-table__cell{padding:.5rem .9rem .5rem 0}.kern-table__header--numeric .sortierung{flex-direction:row-reverse}
`;

const MEDIA = `
@media (min-width:60.01rem){@supports selector(::details-content){.navigation summary{display:none}.navigation details::details-content{content-visibility:visible;display:block;height:auto}}}
@media (max-width:60rem){.rahmen:not(.schmal){display:block;padding-top:.5rem}.navigation{border-bottom:1px solid var(--linie);margin-bottom:1.25rem}.navigation ul{padding-bottom:1rem}h1{font-size:1.625rem}}
@media (max-width:56rem){.suche{order:3;flex-basis:100%;max-width:none}.konto{margin-left:auto}}
@media (max-width:40rem){.konto{position:static}.leiste{position:relative}.kontomenue{right:1.25rem;top:calc(100% + .25rem)}.filter .kern-form-input,.filter .kern-form-input:last-of-type{flex:1 1 100%;max-width:none}.knoepfe .kern-btn{flex:1 1 100%}}
@media screen and (prefers-color-scheme:dark){.hinweisband{background:#3b2f00;color:#ffe9a3}.leiste{border-bottom:1px solid var(--linie)}}
@media (prefers-reduced-motion:reduce){*,*::before,*::after{animation:none!important;transition:none!important}}
@media (forced-colors:active){.kern-form-input__select-wrapper::after,.sortierung::after{forced-color-adjust:none;background:CanvasText!important}.zeichen{color:CanvasText!important}.zaehler,.seiten [aria-current],.kontomenue,.kern-badge,.kern-btn{border:1px solid}.navigation a{border-color:Canvas}.navigation [aria-current]{border-color:Highlight}.kern-form-check__radio:checked::before{forced-color-adjust:none;background:CanvasText!important}.leiste{border-bottom:1px solid}.gefahr .kern-label{color:ButtonText!important}}
@media print{:root{color-scheme:light;--kern-color-layout-background-default:#fff;--kern-color-layout-background-default-surface:#fff;--kern-color-layout-text-default:#000;--kern-color-layout-text-muted:#333;--kern-color-layout-border:#666;--kern-color-action-default:#000;--kern-color-decorative-border-default:#999;--kern-color-form-input-border:#000;--kern-color-feedback-info:#000;--kern-color-feedback-success:#000;--kern-color-feedback-warning:#000;--kern-color-feedback-danger:#000;--kern-color-feedback-default:#000;--kern-color-feedback-info-background:#fff;--kern-color-feedback-success-background:#fff;--kern-color-feedback-warning-background:#fff;--kern-color-feedback-danger-background:#fff;--kern-color-feedback-default-background:#ddd}body{display:block;font-size:10.5pt}.leiste{background:none;color:#000;padding:0 0 .3cm;border-bottom:1px solid #000}.suche,.konto,.navigation,.pfad,.sprung,.hilfe,.bedienung,.knoepfe,.kern-btn,.meldung,footer{display:none}.kern-badge .kern-label{font-size:inherit;line-height:1.3;padding:0}.kern-badge.kern-badge--small{min-height:0;box-shadow:none;padding:0}.kern-badge .zeichen{width:1em;height:1em;margin:0 .3em 0 0}.hinweisband{padding:0 0 .2cm;background:none;color:#000;border:0}.rahmen{display:block;max-width:none;padding:.4cm 0}.rollbar{overflow:visible}.rollbar table,.kern-table--small .kern-table__header,.kern-table--small .kern-table__cell{font-size:8.5pt;line-height:1.3;padding:.15rem .4rem .15rem 0;white-space:normal;overflow-wrap:anywhere}thead{display:table-header-group}tr,.kern-card,.kern-alert,.aufgaben li,.zeitleiste li{break-inside:avoid}.leise,.anzahl{font-size:9pt}.kern-link{font-size:inherit}.sortierung::after{display:none}.zeilenkopf{min-width:0}h1,h2,h3{break-after:avoid}a{text-decoration:none}}
`;
