/** Countries a bill may go to: those whose address forms we hold facts about. */
export const countryCodes: readonly string[] =
  "AT AU BE BG CA CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IT LI LT LU LV MT NL NO NZ PL PT RO SE SI SK US".split(
    " ",
  );
