import type { Copy } from "./copy.ts";

export const english: Copy = {
  declined: {
    "try-another-card": "Your bank did not approve this payment. Please try another card.",
    "check-card-details": "The card details do not look right. Please check them and try again.",
    "not-enough-funds": "Your bank says there is not enough on this card. Please try another card.",
    "card-tried-too-often":
      "This card was declined too often to be tried again for now. Please use another card or another way to pay.",
    "authentication-not-completed":
      "The confirmation with your bank was not completed. You can try again whenever you like.",
    "try-again-later": "This payment could not be made just now. Please try again in a moment.",
  },
  changed: {
    price: "The price has changed since you saw it. Please look at the new total and pay again if you agree.",
    stock:
      "Something in your cart has just sold out. Please change your cart, then come back: what you typed is kept.",
    "code-expired": "A discount code no longer applies. Please look at your order before you pay.",
    cart: "Your cart was changed in another window. Please look at your order before you pay.",
    delivery: "Delivery has changed since you chose it. Please look at it before you pay.",
  },
  notices: {
    codeNotApplicable: (code) => `The code ${code} does not apply to this order.`,
    codeMaybeGiftCard: (code) =>
      `The code ${code} does not apply to this order. Gift cards cannot be used here yet; they keep their full value.`,
    codeExpired: (code) =>
      `The code ${code} no longer applies: it has run out, or does not go with another code.`,
    codeUsedUp: (code) => `The code ${code} has been used as often as it may be.`,
    giftCardRefused: "We cannot take gift cards here yet. Your gift card keeps its full value.",
    cartChanged: "Your cart was changed in another window.",
    priceChanged: "A price has changed since you last looked.",
    stockReduced: (title, left) =>
      left === 0
        ? `${title} has just sold out. Please take it out of your cart.`
        : `There are only ${left} left of ${title}. Please take fewer.`,
    shopSilent: "Prices could not be checked just now; the ones you see still hold.",
  },
  closed: {
    completing: "This order is being paid right now, so it cannot be changed.",
    completed: "This order has been paid and can no longer be changed here.",
    expired: "This checkout has expired. Your cart is still there: please start again from it.",
    "cart-empty": "Your cart is empty, so there is nothing to pay for. Nothing was charged.",
    "cart-gone": "The shop no longer has this cart, so it cannot be paid. Nothing was charged.",
  },
  shopSilent: "We cannot reach the shop just now. Nothing you typed is lost. Please try again in a moment.",
  quoteTooOld:
    "Your prices are too old to promise, and the shop cannot be reached to check them. Please try again in a moment.",
  wrongTotal: (total) =>
    `The total that was sent is not this order's, which comes to ${total}. Nothing was charged.`,
  missing: {
    email: "Enter your email address",
    deliveryAddress: "Enter the address to deliver to",
    deliveryOption: "Choose how it should be delivered",
    billingAddress: "Enter your billing address",
    card: "Enter your card details",
  },
  address: {
    postcode: (example) => `Enter a postcode such as ${example}`,
    zone: "Choose one from the list",
    postcodeElsewhere: "This postcode is not in the state you chose: one of the two needs correcting",
  },
  cannotDeliver: (country) => `We do not deliver to ${country}`,
  unknownOption: "This way of delivery is no longer offered. Please choose another.",
  deliveryChange: {
    currency: (country, currency) => `Delivered to ${country}, your order is priced in ${currency}.`,
    prices: (country) => `Delivered to ${country}, some prices are different.`,
    unavailable: (country) => `Some of your goods cannot be delivered to ${country}.`,
    nothing: (country) => `Nothing in your cart can be delivered to ${country}.`,
  },
  tax: {
    included: "VAT",
    added: (place) => `${place} sales tax`,
    unknownCountry: (country) =>
      `We cannot sell to ${country} yet, because we cannot charge its taxes correctly`,
    territory: (name) =>
      `We cannot sell to ${name} yet, because its taxes differ from the rest of the country`,
    stateMissing: "Choose a state: it decides the sales tax",
    unknownState: (state) => `"${state}" is not a state we can sell to`,
  },
  mail: {
    subject: (number) => `Your order ${number}`,
    greeting: (name) => (name ? `Hello ${name},` : "Hello,"),
    intro: "Thank you for your order. We are getting it ready and will write again when it is on its way.",
    introDigital: "Thank you for your order. Your files follow in a mail of their own.",
    orderNumber: "Order",
    subtotal: "Subtotal",
    discount: "Discount",
    delivery: "Delivery",
    free: "Free",
    deliverTo: "Goes to",
    total: "Total",
    includedTax: (title) => `including ${title}`,
    seeOrder: "See your order",
    signature: "Lumen & Loam",
    refundSubject: (number) => `A refund for your order ${number}`,
    refundIntro:
      "We have sent money back the way you paid. It may take your bank five to ten days to show it.",
    refund: "Refund",
    notChargedSubject: "Your payment did not go through, and nothing was charged",
    notChargedHeading: "Nothing was charged",
    notChargedIntro:
      "We promised to write as soon as we know how your payment ended: it did not go through, and nothing was charged.",
    notChargedUnknown:
      "It could not be completed in time, and we made sure that it cannot be taken later either. You can pay again, or another way.",
    notChargedKept:
      "Your cart and everything you entered are still there. The pieces themselves can no longer be held for you.",
    charged: "Charged",
    backToCheckout: "Back to your checkout",
  },
};
