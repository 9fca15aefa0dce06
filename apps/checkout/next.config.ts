import type { NextConfig } from "next";

/** The till is a zone of its own: everything it serves lies under `/checkout`, its scripts and pictures too. */
const config: NextConfig = {
  basePath: "/checkout",
  poweredByHeader: false,
  reactStrictMode: true,
  // A mistyped address must not cost a shopper a redirect through another host.
  skipTrailingSlashRedirect: true,
  serverExternalPackages: ["pg", "pg-boss", "stripe", "@adyen/api-library", "@paypal/paypal-server-sdk"],
  transpilePackages: [
    "@evertill/catalog",
    "@evertill/checkout",
    "@evertill/database",
    "@evertill/design-system",
    "@evertill/environment",
    "@evertill/inventory",
    "@evertill/money",
    "@evertill/payments",
    "@evertill/tracking",
  ],
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "Referrer-Policy", value: "no-referrer" },
        { key: "X-Content-Type-Options", value: "nosniff" },
        { key: "X-Frame-Options", value: "DENY" },
        { key: "X-Robots-Tag", value: "noindex, nofollow" },
        // Not `same-origin`: a bank's window must be able to speak to the page that opened it.
        { key: "Cross-Origin-Opener-Policy", value: "same-origin-allow-popups" },
        {
          key: "Permissions-Policy",
          value: "camera=(), microphone=(), geolocation=(), browsing-topics=()",
        },
      ],
    },
  ],
};

export default config;
