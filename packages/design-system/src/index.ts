export { Badge } from "./badge.tsx";
export {
  Button,
  buttonLook,
  type ButtonProps,
  IconButton,
  type IconButtonProps,
  LinkButton,
  type LinkButtonProps,
} from "./button.tsx";
export { Checkbox, type CheckboxProps } from "./checkbox.tsx";
export { Container } from "./container.tsx";
export { Dialog, type DialogProps } from "./dialog.tsx";
export {
  Field,
  type FieldProps,
  SelectField,
  type SelectFieldProps,
  TextField,
  type TextFieldProps,
  useField,
} from "./field.tsx";
export { Icon, type IconName } from "./icon.tsx";
export { Notice, type NoticeProps } from "./notice.tsx";
export { Price, type PriceProps } from "./price.tsx";
export { RadioCard, type RadioCardProps, RadioCards, type RadioCardsProps } from "./radio-cards.tsx";
export { Skeleton } from "./skeleton.tsx";
export { VisuallyHidden } from "./visually-hidden.tsx";
