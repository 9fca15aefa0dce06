import type { NextConfig } from "next";

/** A house of its own: no shopper comes here, and the front door does not lead here. */
const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // So that a page which is not theirs answers 403 to whoever is signed in.
  experimental: { authInterrupts: true },
  serverExternalPackages: ["better-auth", "pg", "stripe", "@adyen/api-library", "@paypal/paypal-server-sdk"],
  transpilePackages: [
    "@evertill/checkout",
    "@evertill/database",
    "@evertill/design-system",
    "@evertill/environment",
    "@evertill/money",
    "@evertill/payments",
  ],
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "Referrer-Policy", value: "no-referrer" },
        { key: "X-Content-Type-Options", value: "nosniff" },
        { key: "X-Frame-Options", value: "DENY" },
        { key: "X-Robots-Tag", value: "noindex, nofollow" },
        { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
        { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), browsing-topics=()" },
      ],
    },
  ],
};

export default config;
