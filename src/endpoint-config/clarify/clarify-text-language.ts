/**
 * The language of a text feature, identified by its ISO 639 code.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ClarifyTextConfig.html
 */
export class ClarifyTextLanguage {
  /** Afrikaans. */
  public static readonly AFRIKAANS = ClarifyTextLanguage.of('af');

  /** Albanian. */
  public static readonly ALBANIAN = ClarifyTextLanguage.of('sq');

  /** Arabic. */
  public static readonly ARABIC = ClarifyTextLanguage.of('ar');

  /** Armenian. */
  public static readonly ARMENIAN = ClarifyTextLanguage.of('hy');

  /** Basque. */
  public static readonly BASQUE = ClarifyTextLanguage.of('eu');

  /** Bengali. */
  public static readonly BENGALI = ClarifyTextLanguage.of('bn');

  /** Bulgarian. */
  public static readonly BULGARIAN = ClarifyTextLanguage.of('bg');

  /** Catalan. */
  public static readonly CATALAN = ClarifyTextLanguage.of('ca');

  /** Chinese. */
  public static readonly CHINESE = ClarifyTextLanguage.of('zh');

  /** Croatian. */
  public static readonly CROATIAN = ClarifyTextLanguage.of('hr');

  /** Czech. */
  public static readonly CZECH = ClarifyTextLanguage.of('cs');

  /** Danish. */
  public static readonly DANISH = ClarifyTextLanguage.of('da');

  /** Dutch. */
  public static readonly DUTCH = ClarifyTextLanguage.of('nl');

  /** English. */
  public static readonly ENGLISH = ClarifyTextLanguage.of('en');

  /** Estonian. */
  public static readonly ESTONIAN = ClarifyTextLanguage.of('et');

  /** Finnish. */
  public static readonly FINNISH = ClarifyTextLanguage.of('fi');

  /** French. */
  public static readonly FRENCH = ClarifyTextLanguage.of('fr');

  /** German. */
  public static readonly GERMAN = ClarifyTextLanguage.of('de');

  /** Greek. */
  public static readonly GREEK = ClarifyTextLanguage.of('el');

  /** Gujarati. */
  public static readonly GUJARATI = ClarifyTextLanguage.of('gu');

  /** Hebrew. */
  public static readonly HEBREW = ClarifyTextLanguage.of('he');

  /** Hindi. */
  public static readonly HINDI = ClarifyTextLanguage.of('hi');

  /** Hungarian. */
  public static readonly HUNGARIAN = ClarifyTextLanguage.of('hu');

  /** Icelandic. */
  public static readonly ICELANDIC = ClarifyTextLanguage.of('is');

  /** Indonesian. */
  public static readonly INDONESIAN = ClarifyTextLanguage.of('id');

  /** Irish. */
  public static readonly IRISH = ClarifyTextLanguage.of('ga');

  /** Italian. */
  public static readonly ITALIAN = ClarifyTextLanguage.of('it');

  /** Kannada. */
  public static readonly KANNADA = ClarifyTextLanguage.of('kn');

  /** Kyrgyz. */
  public static readonly KYRGYZ = ClarifyTextLanguage.of('ky');

  /** Latvian. */
  public static readonly LATVIAN = ClarifyTextLanguage.of('lv');

  /** Ligurian. */
  public static readonly LIGURIAN = ClarifyTextLanguage.of('lij');

  /** Lithuanian. */
  public static readonly LITHUANIAN = ClarifyTextLanguage.of('lt');

  /** Luxembourgish. */
  public static readonly LUXEMBOURGISH = ClarifyTextLanguage.of('lb');

  /** Macedonian. */
  public static readonly MACEDONIAN = ClarifyTextLanguage.of('mk');

  /** Malayalam. */
  public static readonly MALAYALAM = ClarifyTextLanguage.of('ml');

  /** Marathi. */
  public static readonly MARATHI = ClarifyTextLanguage.of('mr');

  /** Nepali. */
  public static readonly NEPALI = ClarifyTextLanguage.of('ne');

  /** Norwegian Bokmål. */
  public static readonly NORWEGIAN_BOKMAL = ClarifyTextLanguage.of('nb');

  /** Persian. */
  public static readonly PERSIAN = ClarifyTextLanguage.of('fa');

  /** Polish. */
  public static readonly POLISH = ClarifyTextLanguage.of('pl');

  /** Portuguese. */
  public static readonly PORTUGUESE = ClarifyTextLanguage.of('pt');

  /** Romanian. */
  public static readonly ROMANIAN = ClarifyTextLanguage.of('ro');

  /** Russian. */
  public static readonly RUSSIAN = ClarifyTextLanguage.of('ru');

  /** Sanskrit. */
  public static readonly SANSKRIT = ClarifyTextLanguage.of('sa');

  /** Serbian. */
  public static readonly SERBIAN = ClarifyTextLanguage.of('sr');

  /** Setswana. */
  public static readonly SETSWANA = ClarifyTextLanguage.of('tn');

  /** Sinhala. */
  public static readonly SINHALA = ClarifyTextLanguage.of('si');

  /** Slovak. */
  public static readonly SLOVAK = ClarifyTextLanguage.of('sk');

  /** Slovenian. */
  public static readonly SLOVENIAN = ClarifyTextLanguage.of('sl');

  /** Spanish. */
  public static readonly SPANISH = ClarifyTextLanguage.of('es');

  /** Swedish. */
  public static readonly SWEDISH = ClarifyTextLanguage.of('sv');

  /** Tagalog. */
  public static readonly TAGALOG = ClarifyTextLanguage.of('tl');

  /** Tamil. */
  public static readonly TAMIL = ClarifyTextLanguage.of('ta');

  /** Tatar. */
  public static readonly TATAR = ClarifyTextLanguage.of('tt');

  /** Telugu. */
  public static readonly TELUGU = ClarifyTextLanguage.of('te');

  /** Turkish. */
  public static readonly TURKISH = ClarifyTextLanguage.of('tr');

  /** Ukrainian. */
  public static readonly UKRAINIAN = ClarifyTextLanguage.of('uk');

  /** Urdu. */
  public static readonly URDU = ClarifyTextLanguage.of('ur');

  /** Yoruba. */
  public static readonly YORUBA = ClarifyTextLanguage.of('yo');

  /** Several languages, or a language without a constant. */
  public static readonly MULTIPLE = ClarifyTextLanguage.of('xx');

  /**
   * Returns the language with the given code, which need not be a constant of this class.
   *
   * @param value The code in the SageMaker API.
   */
  public static of(value: string): ClarifyTextLanguage {
    return new ClarifyTextLanguage(value);
  }

  private constructor(
    /** The code in the SageMaker API. */
    public readonly value: string,
  ) {}

  /** Returns the code in the SageMaker API. */
  public toString(): string {
    return this.value;
  }
}
