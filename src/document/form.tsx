import type { Child, FC } from 'hono/jsx';
import { formatDayShort, isDay } from '../base/date.ts';
import { isSecret, type Feld, type Feldart, type FeldProblem, type Formular, type FormReading, type Option } from './form-read.ts';
import { textsOf, type Lang } from './texts.ts';
import { Icon, Kasten } from './workplace-parts.tsx';

export interface FormViewProps {
  readonly formular: Formular;
  readonly action: string;
  /** What was typed before, from `readFormular` or a draft; without it the fields hold their `vorgabe`. */
  readonly typed?: FormReading['typed'] | undefined;
  /** Faults; one with an empty `feld` is about the form as a whole. */
  readonly problems?: readonly FeldProblem[] | undefined;
  /** A sentence that stands above the fields. */
  readonly hinweis?: string | undefined;
  /** When the draft was kept that `typed` comes from, as it is printed. */
  readonly entwurfVom?: string | undefined;
  readonly abbrechen?: { readonly href: string; readonly text?: string | undefined } | undefined;
  readonly lang?: Lang | undefined;
}

/** A form with its faults: a list of them on top that has the focus, and each at its field. Complete without script. */
export const FormView: FC<FormViewProps & { children?: Child }> = ({ formular, action, typed, problems = [], hinweis, entwurfVom, abbrechen, lang, children }) => (
  <>
    <ErrorSummary formular={formular} problems={problems} lang={lang} />
    <form class="formular" id={formular.code} method="post" action={action} novalidate {...scriptMarks(formular, problems, lang)}>
      {hinweis === undefined ? null : <p>{hinweis}</p>}
      {entwurfVom === undefined ? null : <Kasten ton="hinweis" titel={textsOf(lang).formular.entwurfVom(entwurfVom)} />}
      {children}
      {formular.felder.map((feld) => (
        <FeldView context={contextOf(formular, feld, typed, problems, lang)} />
      ))}
      <Buttons formular={formular} hasDraft={entwurfVom !== undefined} abbrechen={abbrechen} lang={lang} />
    </form>
  </>
);

/** `Fehler: Konto anlegen`: a screen reader reads the title first. */
export function titleWithProblems(title: string, problems: readonly FeldProblem[], lang?: Lang): string {
  return problems.length === 0 ? title : textsOf(lang).formular.fehlerVorTitel(title);
}

/** A page that asks before something that can't be undone: what will happen, the button, the way back. */
export const ConfirmView: FC<FormViewProps & { satz: string; folgen?: readonly string[] | undefined }> = ({ satz, folgen = [], formular, abbrechen, ...props }) => (
  <FormView {...props} formular={{ ...formular, gefahr: true }} abbrechen={abbrechen}>
    <Kasten ton="warnung" titel={satz}>
      {folgen.length === 0 ? null : (
        <ul>
          {folgen.map((folge) => (
            <li>{folge}</li>
          ))}
        </ul>
      )}
    </Kasten>
  </FormView>
);

/** What the script acts on: it keeps drafts, and warns before typed text is lost; never where secrets are typed. */
function scriptMarks(formular: Formular, problems: readonly FeldProblem[], lang: Lang | undefined): Record<string, string> {
  const words = textsOf(lang).formular;
  const isTyped = formular.felder.some(({ art }) => art !== 'verborgen') && !formular.felder.some(isSecret);
  return {
    ...(isTyped ? { 'data-warnen': problems.length > 0 ? 'ungespeichert' : '' } : {}),
    ...(formular.entwurf === true ? { 'data-entwurf': '', 'data-gespeichert': words.entwurfGespeichert, 'data-nicht-gespeichert': words.entwurfNichtGespeichert } : {}),
  };
}

const ErrorSummary: FC<{ formular: Formular; problems: readonly FeldProblem[]; lang?: Lang | undefined }> = ({ formular, problems, lang }) => {
  if (problems.length === 0) return <></>;
  const fields = new Map(formular.felder.map((feld) => [feld.name, feld]));
  return (
    <div class="kern-alert kern-alert--danger fehlerliste" id={`${formular.code}-fehlerliste`} tabindex={-1} autofocus aria-labelledby={`${formular.code}-fehlertitel`}>
      <div role="alert">
        <div class="kern-alert__header">
          <Icon ton="fehler" />
          <h2 class="kern-title" id={`${formular.code}-fehlertitel`}>
            {textsOf(lang).formular.zusammenfassung(problems.length)}
          </h2>
        </div>
        <div class="kern-alert__body">
          <ul>
            {problems.map(({ feld, satz }) => (
              <li>{fields.has(feld) ? <a href={`#${focusId(formular, fields.get(feld))}`}>{satz}</a> : satz}</li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  );
};

/** Id of what takes the focus when a fault is followed: the field, or the first of its boxes. */
function focusId(formular: Formular, feld: Feld | undefined): string {
  const id = `${formular.code}-${feld?.name}`;
  return feld?.art === 'radio' || feld?.art === 'mehrfach' ? `${id}-0` : id;
}

const Buttons: FC<{ formular: Formular; hasDraft: boolean; abbrechen: FormViewProps['abbrechen']; lang?: Lang | undefined }> = ({ formular, hasDraft, abbrechen, lang }) => {
  const words = textsOf(lang).formular;
  return (
    <>
      <div class="knoepfe">
        <Button look={`primary${formular.gefahr === true ? ' gefahr' : ''}`} value="absenden" text={formular.knopf} />
        {formular.entwurf === true ? <Button look="secondary" value="entwurf" text={words.entwurfSpeichern} /> : null}
        {formular.entwurf === true && hasDraft ? <Button look="tertiary" value="verwerfen" text={words.entwurfVerwerfen} /> : null}
        {abbrechen === undefined ? null : (
          <a class="kern-btn kern-btn--tertiary" href={abbrechen.href}>
            <span class="kern-label">{abbrechen.text ?? words.abbrechen}</span>
          </a>
        )}
      </div>
      {formular.entwurf === true ? <p class="leise entwurfsmeldung" role="status" data-entwurfsmeldung="" /> : null}
    </>
  );
};

const Button: FC<{ look: string; value: string; text: string }> = ({ look, value, text }) => (
  <button class={`kern-btn kern-btn--${look}`} type="submit" name="aktion" value={value}>
    <span class="kern-label">{text}</span>
  </button>
);

/** What a field needs to know to be printed. */
interface FeldContext {
  readonly feld: Feld;
  readonly id: string;
  readonly texts: readonly string[];
  readonly hilfe: string | undefined;
  readonly fehler: string | undefined;
  readonly lang: Lang | undefined;
}

function contextOf(formular: Formular, feld: Feld, typed: FormReading['typed'] | undefined, problems: readonly FeldProblem[], lang: Lang | undefined): FeldContext {
  return {
    feld,
    id: `${formular.code}-${feld.name}`,
    texts: isSecret(feld) ? [] : (typed?.[feld.name] ?? presetOf(feld)),
    hilfe: feld.hilfe ?? (feld.art === 'tag' ? textsOf(lang).formular.tagHilfe : undefined),
    fehler: problems.find((problem) => problem.feld === feld.name)?.satz,
    lang,
  };
}

function presetOf({ art, vorgabe = [] }: Feld): readonly string[] {
  const texts = typeof vorgabe === 'string' ? [vorgabe] : vorgabe;
  return art === 'tag' ? texts.map((text) => (isDay(text) ? formatDayShort(text) : text)) : texts;
}

const FeldView: FC<{ context: FeldContext }> = ({ context }) => {
  const { feld, id, texts } = context;
  switch (feld.art) {
    case 'verborgen':
      return <input type="hidden" name={feld.name} value={texts[0] ?? ''} />;
    case 'haken':
      return <TickView context={context} />;
    case 'radio':
    case 'mehrfach':
      return <BoxesView context={context} />;
    default:
      return (
        <div class={`kern-form-input${context.fehler === undefined ? '' : ' kern-form-input--error'}`}>
          <label class="kern-label" for={id}>
            <Label context={context} />
          </label>
          <Help context={context} />
          <InputView context={context} />
          <FieldError context={context} />
        </div>
      );
  }
};

const Label: FC<{ context: FeldContext }> = ({ context: { feld, lang } }) => (
  <>
    {feld.beschriftung}
    {feld.pflicht ? <span class="kern-label__optional"> {textsOf(lang).formular.pflicht}</span> : null}
  </>
);

const Help: FC<{ context: FeldContext }> = ({ context: { id, hilfe } }) =>
  hilfe === undefined ? (
    <></>
  ) : (
    <div class="kern-hint" id={`${id}-hilfe`}>
      {hilfe}
    </div>
  );

const FieldError: FC<{ context: FeldContext }> = ({ context: { id, fehler, lang } }) =>
  fehler === undefined ? (
    <></>
  ) : (
    <p class="kern-error" id={`${id}-fehler`}>
      <Icon ton="fehler" />
      <span class="kern-body">
        <span class="kern-sr-only">{textsOf(lang).formular.fehlerVorSatz} </span>
        {fehler}
      </span>
    </p>
  );

/** What every control says about itself. */
function stateOf({ feld, id, hilfe, fehler }: FeldContext): { name: string; required?: true; 'aria-describedby'?: string; 'aria-invalid'?: 'true' } {
  const described = [...(hilfe === undefined ? [] : [`${id}-hilfe`]), ...(fehler === undefined ? [] : [`${id}-fehler`])];
  return {
    name: feld.name,
    ...(feld.pflicht ? { required: true } : {}),
    ...(described.length === 0 ? {} : { 'aria-describedby': described.join(' ') }),
    ...(fehler === undefined ? {} : { 'aria-invalid': 'true' }),
  };
}

const InputView: FC<{ context: FeldContext }> = ({ context }) => {
  const { feld, id, texts } = context;
  const [text = ''] = texts;
  const error = context.fehler === undefined ? '' : ' kern-form-input__input--error';
  if (feld.art === 'auswahl') return <SelectView context={context} />;
  if (feld.art === 'mehrzeilig') {
    return (
      <textarea class={`kern-form-input__input${error}`} id={id} rows={6} {...stateOf(context)}>
        {`\n${text}`}
      </textarea>
    );
  }
  const look = INPUTS[feld.art] ?? { type: 'text' };
  const marks = { inputmode: look.inputmode, autocomplete: feld.autocomplete ?? look.autocomplete ?? 'off', ...secretMarks(context), ...stateOf(context) };
  return <input class={`kern-form-input__input${error}${look.isShort === true ? ' kurz' : ''}`} id={id} type={look.type} value={text} {...marks} />;
};

interface InputLook {
  readonly type: 'text' | 'email' | 'password';
  readonly isShort?: true;
  readonly inputmode?: 'numeric' | 'decimal';
  readonly autocomplete?: string;
}

const INPUTS: Partial<Record<Feldart, InputLook>> = {
  email: { type: 'email' },
  kennwort: { type: 'password', autocomplete: 'current-password' },
  'neues-kennwort': { type: 'password', autocomplete: 'new-password' },
  einmalcode: { type: 'text', isShort: true, inputmode: 'numeric', autocomplete: 'one-time-code' },
  tag: { type: 'text', isShort: true },
  zahl: { type: 'text', isShort: true, inputmode: 'decimal' },
};

function secretMarks({ feld, lang }: FeldContext): Record<string, string> {
  if (!isSecret(feld)) return {};
  const words = textsOf(lang).formular;
  return { 'data-geheim': '', ...(feld.art === 'einmalcode' ? {} : { 'data-zeigen': words.kennwortZeigen, 'data-verbergen': words.kennwortVerbergen }) };
}

const SelectView: FC<{ context: FeldContext }> = ({ context }) => {
  const { feld, id, texts, lang } = context;
  const words = textsOf(lang).formular;
  const empty: Option = { wert: '', text: feld.pflicht ? words.waehlen : words.keineAngabe };
  const error = context.fehler === undefined ? '' : ' kern-form-input__select--error';
  return (
    <div class="kern-form-input__select-wrapper">
      <select class={`kern-form-input__select${error}`} id={id} {...stateOf(context)} autocomplete={feld.autocomplete ?? 'off'}>
        {[empty, ...(feld.auswahl ?? [])].map(({ wert, text }) => (
          <option value={wert} selected={texts.includes(wert) && wert !== ''}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
};

const TickView: FC<{ context: FeldContext }> = ({ context }) => {
  const { id, texts, fehler } = context;
  return (
    <div class={`kern-form-check haken${fehler === undefined ? '' : ' kern-form-check--error'}`}>
      <input class={`kern-form-check__checkbox${fehler === undefined ? '' : ' kern-form-check__checkbox--error'}`} type="checkbox" id={id} value="ja" checked={texts.includes('ja')} {...stateOf(context)} />
      <label class="kern-label" for={id}>
        <Label context={context} />
      </label>
      <Help context={context} />
      <FieldError context={context} />
    </div>
  );
};

/** Several boxes or points under one question. The group carries help and fault; a point can't be invalid alone, its group can. */
const BoxesView: FC<{ context: FeldContext }> = ({ context }) => {
  const { feld, fehler } = context;
  const { name: _, required, ...state } = stateOf(context);
  const isRadio = feld.art === 'radio';
  const group = isRadio ? { role: 'radiogroup', ...(required ? { 'aria-required': 'true' } : {}), ...state } : { 'aria-describedby': state['aria-describedby'] };
  return (
    <fieldset class={`kern-fieldset${fehler === undefined ? '' : ' kern-fieldset--error'}`} {...group}>
      <legend class="kern-label">
        <Label context={context} />
      </legend>
      <Help context={context} />
      <div class="kern-fieldset__body">
        {(feld.auswahl ?? []).map((option, index) => (
          <BoxView context={context} option={option} index={index} kind={isRadio ? 'radio' : 'checkbox'} />
        ))}
      </div>
      <FieldError context={context} />
    </fieldset>
  );
};

const BoxView: FC<{ context: FeldContext; option: Option; index: number; kind: 'radio' | 'checkbox' }> = ({ context, option, index, kind }) => {
  const { feld, id, texts, fehler } = context;
  const error = fehler === undefined ? '' : ` kern-form-check__${kind}--error`;
  const invalid = kind === 'checkbox' && fehler !== undefined ? { 'aria-invalid': 'true' as const } : {};
  return (
    <div class="kern-form-check">
      <input class={`kern-form-check__${kind}${error}`} type={kind} id={`${id}-${index}`} name={feld.name} value={option.wert} checked={texts.includes(option.wert)} {...invalid} />
      <label class="kern-label" for={`${id}-${index}`}>
        {option.text}
      </label>
    </div>
  );
};
