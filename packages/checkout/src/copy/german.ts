import type { Copy } from "./copy.ts";

export const german: Copy = {
  declined: {
    "try-another-card": "Ihre Bank hat die Zahlung nicht freigegeben. Bitte versuchen Sie eine andere Karte.",
    "check-card-details":
      "Die Kartendaten stimmen nicht. Bitte prüfen Sie sie und versuchen Sie es noch einmal.",
    "not-enough-funds":
      "Laut Ihrer Bank reicht das Guthaben dieser Karte nicht. Bitte versuchen Sie eine andere Karte.",
    "card-tried-too-often":
      "Diese Karte wurde zu oft abgelehnt und kann vorerst nicht noch einmal versucht werden. Bitte nehmen Sie eine andere Karte oder eine andere Zahlungsart.",
    "authentication-not-completed":
      "Die Bestätigung bei Ihrer Bank wurde nicht abgeschlossen. Sie können es jederzeit noch einmal versuchen.",
    "try-again-later": "Die Zahlung war gerade nicht möglich. Bitte versuchen Sie es gleich noch einmal.",
  },
  changed: {
    price:
      "Der Preis hat sich inzwischen geändert. Bitte prüfen Sie die neue Summe und bestellen Sie noch einmal, wenn Sie einverstanden sind.",
    stock:
      "Etwas in Ihrem Warenkorb ist gerade ausverkauft. Bitte ändern Sie Ihren Warenkorb und kommen Sie dann zurück: Ihre Eingaben bleiben erhalten.",
    "code-expired":
      "Ein Rabattcode gilt nicht mehr. Bitte prüfen Sie Ihre Bestellung, bevor Sie sie absenden.",
    cart: "Ihr Warenkorb wurde in einem anderen Fenster geändert. Bitte prüfen Sie ihn, bevor Sie bestellen.",
    delivery: "Der Versand hat sich inzwischen geändert. Bitte prüfen Sie ihn, bevor Sie bestellen.",
  },
  notices: {
    codeNotApplicable: (code) => `Der Code ${code} gilt nicht für diese Bestellung.`,
    codeMaybeGiftCard: (code) =>
      `Der Code ${code} gilt nicht für diese Bestellung. Geschenkkarten können wir hier noch nicht annehmen; sie behalten ihren vollen Wert.`,
    codeExpired: (code) =>
      `Der Code ${code} gilt nicht mehr: Er ist abgelaufen oder lässt sich nicht mit einem anderen verbinden.`,
    codeUsedUp: (code) => `Der Code ${code} wurde bereits so oft eingelöst, wie er darf.`,
    giftCardRefused:
      "Geschenkkarten können wir hier noch nicht annehmen. Ihre Karte behält ihren vollen Wert.",
    cartChanged: "Ihr Warenkorb wurde in einem anderen Fenster geändert.",
    priceChanged: "Ein Preis hat sich inzwischen geändert.",
    stockReduced: (title, left) =>
      left === 0
        ? `${title} ist gerade ausverkauft. Bitte nehmen Sie es aus dem Warenkorb.`
        : `Von ${title} sind nur noch ${left} da. Bitte nehmen Sie weniger.`,
    shopSilent: "Die Preise konnten gerade nicht geprüft werden; die angezeigten gelten weiter.",
  },
  closed: {
    completing: "Diese Bestellung wird gerade bezahlt und kann nicht geändert werden.",
    completed: "Diese Bestellung ist bezahlt und kann hier nicht mehr geändert werden.",
    expired:
      "Diese Kasse ist abgelaufen. Ihr Warenkorb ist noch da: Bitte beginnen Sie von dort noch einmal.",
    "cart-empty": "Ihr Warenkorb ist leer, es gibt nichts zu bezahlen. Es wurde nichts belastet.",
    "cart-gone":
      "Der Shop hat diesen Warenkorb nicht mehr, er kann nicht bezahlt werden. Es wurde nichts belastet.",
  },
  shopSilent:
    "Der Shop ist gerade nicht erreichbar. Ihre Eingaben bleiben erhalten. Bitte versuchen Sie es gleich noch einmal.",
  quoteTooOld:
    "Ihre Preise sind zu alt, um sie zuzusagen, und der Shop ist gerade nicht erreichbar. Bitte versuchen Sie es gleich noch einmal.",
  wrongTotal: (total) =>
    `Der gesendete Betrag ist nicht der dieser Bestellung: sie kostet ${total}. Es wurde nichts abgebucht.`,
  missing: {
    email: "Geben Sie Ihre E-Mail-Adresse ein",
    deliveryAddress: "Geben Sie die Lieferadresse ein",
    deliveryOption: "Wählen Sie eine Versandart",
    billingAddress: "Geben Sie Ihre Rechnungsadresse ein",
    card: "Geben Sie Ihre Kartendaten ein",
  },
  address: {
    postcode: (example) => `Geben Sie eine Postleitzahl wie ${example} ein`,
    zone: "Wählen Sie einen Eintrag der Liste",
    postcodeElsewhere:
      "Diese Postleitzahl liegt nicht im gewählten Bundesstaat: eines von beiden stimmt nicht",
  },
  cannotDeliver: (country) => `Nach ${country} liefern wir nicht`,
  unknownOption: "Diese Versandart wird nicht mehr angeboten. Bitte wählen Sie eine andere.",
  deliveryChange: {
    currency: (country, currency) => `Lieferland ${country}: Dort gelten Preise in ${currency}.`,
    prices: (country) => `Lieferland ${country}: Einige Preise ändern sich.`,
    unavailable: (country) => `Lieferland ${country}: Einige Artikel können dorthin nicht geliefert werden.`,
    nothing: (country) => `Lieferland ${country}: Nichts aus Ihrem Warenkorb kann dorthin geliefert werden.`,
  },
  tax: {
    included: "MwSt.",
    added: (place) => `Umsatzsteuer ${place}`,
    unknownCountry: (country) =>
      `Nach ${country} können wir noch nicht verkaufen, weil wir die Steuern dort nicht richtig berechnen können`,
    territory: (name) =>
      `Nach ${name} können wir noch nicht verkaufen, weil dort andere Steuern gelten als im übrigen Land`,
    stateMissing: "Wählen Sie einen Bundesstaat: Er bestimmt die Steuer",
    unknownState: (state) => `„${state}“ ist kein Bundesstaat, in den wir verkaufen können`,
  },
  mail: {
    subject: (number) => `Ihre Bestellung ${number}`,
    greeting: (name) => (name ? `Guten Tag ${name},` : "Guten Tag,"),
    intro:
      "vielen Dank für Ihre Bestellung. Wir bereiten sie vor und schreiben Ihnen, sobald sie unterwegs ist.",
    introDigital: "vielen Dank für Ihre Bestellung. Ihre Dateien folgen in einer eigenen E-Mail.",
    orderNumber: "Bestellung",
    subtotal: "Zwischensumme",
    discount: "Rabatt",
    delivery: "Versand",
    free: "Kostenlos",
    deliverTo: "Lieferung an",
    total: "Gesamt",
    includedTax: (title) => `darin enthalten: ${title}`,
    seeOrder: "Bestellung ansehen",
    signature: "Lumen & Loam",
    refundSubject: (number) => `Erstattung zu Ihrer Bestellung ${number}`,
    refundIntro:
      "wir haben Ihnen Geld auf dem Weg zurückgeschickt, auf dem Sie bezahlt haben. Bis Ihre Bank es anzeigt, können fünf bis zehn Tage vergehen.",
    refund: "Erstattung",
    notChargedSubject: "Ihre Zahlung kam nicht zustande, es wurde nichts belastet",
    notChargedHeading: "Es wurde nichts belastet",
    notChargedIntro:
      "wir wollten Ihnen schreiben, sobald wir wissen, wie Ihre Zahlung ausgegangen ist: Sie kam nicht zustande, und es wurde nichts belastet.",
    notChargedUnknown:
      "Sie ließ sich nicht rechtzeitig abschließen, und wir haben sichergestellt, dass auch später nichts mehr abgebucht wird. Sie können es noch einmal versuchen oder anders bezahlen.",
    notChargedKept:
      "Ihr Warenkorb und alles, was Sie eingegeben haben, sind noch da. Die Stücke selbst können wir nicht länger für Sie zurücklegen.",
    charged: "Belastet",
    backToCheckout: "Zurück zur Kasse",
  },
};
