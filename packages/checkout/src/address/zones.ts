/** One subdivision as an address names it: ISO 3166-2 code without the country, and its name. */
export type Zone = { readonly code: string; readonly name: string };

// Facts: subdivisions that postal addresses of these countries carry, as Shopify expects them (Shopify/worldwide, 2026).
const table: Readonly<Record<string, string>> = {
  AU: `
    ACT Australian Capital Territory; NSW New South Wales; NT Northern Territory; QLD Queensland;
    SA South Australia; TAS Tasmania; VIC Victoria; WA Western Australia;`,
  CA: `
    AB Alberta; BC British Columbia; MB Manitoba; NB New Brunswick; NL Newfoundland and Labrador;
    NT Northwest Territories; NS Nova Scotia; NU Nunavut; ON Ontario; PE Prince Edward Island; QC Quebec;
    SK Saskatchewan; YT Yukon;`,
  ES: `
    C A Coruña; AB Albacete; A Alicante; AL Almería; O Asturias; BA Badajoz; PM Balears; B Barcelona;
    BU Burgos; S Cantabria; CS Castellón; CE Ceuta; CR Ciudad Real; CU Cuenca; CC Cáceres; CA Cádiz;
    CO Córdoba; GI Girona; GR Granada; GU Guadalajara; SS Guipúzcoa; H Huelva; HU Huesca; J Jaén;
    LO La Rioja; GC Las Palmas; LE León; L Lleida; LU Lugo; M Madrid; ML Melilla; MU Murcia; MA Málaga;
    NA Navarra; OR Ourense; P Palencia; PO Pontevedra; SA Salamanca; TF Santa Cruz de Tenerife; SG Segovia;
    SE Sevilla; SO Soria; T Tarragona; TE Teruel; TO Toledo; V Valencia; VA Valladolid; BI Vizcaya;
    ZA Zamora; Z Zaragoza; VI Álava; AV Ávila;`,
  IE: `
    CW Carlow; CN Cavan; CE Clare; CO Cork; DL Donegal; D Dublin; G Galway; KY Kerry; KE Kildare;
    KK Kilkenny; LS Laois; LM Leitrim; LK Limerick; LD Longford; LH Louth; MO Mayo; MH Meath; MN Monaghan;
    OY Offaly; RN Roscommon; SO Sligo; TA Tipperary; WD Waterford; WH Westmeath; WX Wexford; WW Wicklow;`,
  IT: `
    AG Agrigento; AL Alessandria; AN Ancona; AO Aosta; AR Arezzo; AP Ascoli Piceno; AT Asti; AV Avellino;
    BA Bari; BT Barletta-Andria-Trani; BL Belluno; BN Benevento; BG Bergamo; BI Biella; BO Bologna;
    BZ Bolzano; BS Brescia; BR Brindisi; CA Cagliari; CL Caltanissetta; CB Campobasso; CE Caserta;
    CT Catania; CZ Catanzaro; CH Chieti; CO Como; CS Cosenza; CR Cremona; KR Crotone; CN Cuneo; EN Enna;
    FM Fermo; FE Ferrara; FI Firenze; FG Foggia; FC Forlì-Cesena; FR Frosinone;
    OT Gallura Nord-Est Sardegna; GE Genova; GO Gorizia; GR Grosseto; IM Imperia; IS Isernia; AQ L'Aquila;
    SP La Spezia; LT Latina; LE Lecce; LC Lecco; LI Livorno; LO Lodi; LU Lucca; MC Macerata; MN Mantova;
    MS Massa-Carrara; MT Matera; VS Medio Campidano; ME Messina; MI Milano; MO Modena; MB Monza e Brianza;
    NA Napoli; NO Novara; NU Nuoro; OG Ogliastra; OR Oristano; PD Padova; PA Palermo; PR Parma; PV Pavia;
    PG Perugia; PU Pesaro e Urbino; PE Pescara; PC Piacenza; PI Pisa; PT Pistoia; PN Pordenone; PZ Potenza;
    PO Prato; RG Ragusa; RA Ravenna; RC Reggio Calabria; RE Reggio Emilia; RI Rieti; RN Rimini; RM Roma;
    RO Rovigo; SA Salerno; SS Sassari; SV Savona; SI Siena; SR Siracusa; SO Sondrio; CI Sulcis Iglesiente;
    TA Taranto; TE Teramo; TR Terni; TO Torino; TP Trapani; TN Trento; TV Treviso; TS Trieste; UD Udine;
    VA Varese; VE Venezia; VB Verbano-Cusio-Ossola; VC Vercelli; VR Verona; VV Vibo Valentia; VI Vicenza;
    VT Viterbo;`,
  US: `
    AL Alabama; AK Alaska; AS American Samoa; AZ Arizona; AR Arkansas; AA Armed Forces Americas;
    AE Armed Forces Europe; AP Armed Forces Pacific; CA California; CO Colorado; CT Connecticut;
    DE Delaware; DC District of Columbia; FM Federated States of Micronesia; FL Florida; GA Georgia;
    GU Guam; HI Hawaii; ID Idaho; IL Illinois; IN Indiana; IA Iowa; KS Kansas; KY Kentucky; LA Louisiana;
    ME Maine; MH Marshall Islands; MD Maryland; MA Massachusetts; MI Michigan; MN Minnesota; MS Mississippi;
    MO Missouri; MT Montana; NE Nebraska; NV Nevada; NH New Hampshire; NJ New Jersey; NM New Mexico;
    NY New York; NC North Carolina; ND North Dakota; MP Northern Mariana Islands; OH Ohio; OK Oklahoma;
    OR Oregon; PW Palau; PA Pennsylvania; PR Puerto Rico; RI Rhode Island; SC South Carolina;
    SD South Dakota; TN Tennessee; TX Texas; UT Utah; VT Vermont; VI Virgin Islands; VA Virginia;
    WA Washington; WV West Virginia; WI Wisconsin; WY Wyoming;`,
};

/** Subdivisions to choose from, by name; empty where the country's addresses carry none. */
export function zonesOf(country: string): readonly Zone[] {
  const entries = (table[country] ?? "").split(";").map((entry) => entry.trim());
  return entries
    .filter((entry) => entry !== "")
    .map((entry) => {
      const end = entry.indexOf(" ");
      return { code: entry.slice(0, end), name: entry.slice(end + 1) };
    });
}
