// Loaded with the first of Adyen's pieces that comes to the page, and not before.
import "@evertill/payments/providers/adyen/browser/styles.css";
import "./adyen.css";
