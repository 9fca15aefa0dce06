/** What is wrong with the value of a metafield of a type: words for the shopper's developer, or undefined. */
export function checkMetafieldValue(type: string, value: string): string | undefined {
  const rule = rules[type];
  return rule && !rule.test(value) ? rule.message : undefined;
}

/** Whether a cart may hold metafields of this type. */
export function isMetafieldType(type: string): boolean {
  return type in rules || type.startsWith("list.");
}

type Rule = { readonly test: (value: string) => boolean; readonly message: string };

const matching = (pattern: RegExp, message: string): Rule => ({
  test: (value) => pattern.test(value),
  message,
});
const json: Rule = { test: isJson, message: "Value must be in valid JSON format." };

// The message for integers is recorded from Shopify; the others follow its pattern.
const rules: Readonly<Record<string, Rule>> = {
  single_line_text_field: matching(/^[^\n\r]+$/, "Value must be a single line text string."),
  multi_line_text_field: matching(/\S/, "Value can't be blank."),
  number_integer: matching(/^-?\d+$/, "Value must be an integer."),
  number_decimal: matching(/^-?\d+(\.\d+)?$/, "Value must be a decimal."),
  boolean: matching(/^(true|false)$/, "Value must be true or false."),
  date: matching(/^\d{4}-\d{2}-\d{2}$/, 'Value must be in "YYYY-MM-DD" format.'),
  date_time: {
    test: (value) => /^\d{4}-\d{2}-\d{2}T/.test(value) && !Number.isNaN(Date.parse(value)),
    message: 'Value must be in "YYYY-MM-DDTHH:MM:SS" format.',
  },
  url: matching(/^(https?|mailto|sms|tel):\S+$/, "Value must be a valid URL."),
  color: matching(/^#[0-9a-fA-F]{6}$/, "Value must be a hex color code."),
  id: matching(/^[A-Za-z0-9_-]+$/, "Value must be alphanumeric."),
  json,
  money: json,
  rich_text_field: json,
  weight: json,
  dimension: json,
  volume: json,
  rating: json,
  product_reference: matching(/^gid:\/\/shopify\/Product\/\d+$/, "Value must be a valid product reference."),
  variant_reference: matching(
    /^gid:\/\/shopify\/ProductVariant\/\d+$/,
    "Value must be a valid variant reference.",
  ),
};

function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}
