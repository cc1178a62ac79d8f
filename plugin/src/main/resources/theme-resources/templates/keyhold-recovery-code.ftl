<#import "template.ftl" as layout>
<#-- Newer login themes bring macros for fields and buttons, which know each other by these global names; older ones only class names. -->
<#assign fields = .get_optional_template("field.ftl")>
<#assign buttonMacros = .get_optional_template("buttons.ftl")>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError('recoveryCode'); section>
    <#if section = "header">
        ${msg("keyholdRecoveryCodeTitle")}
    <#elseif section = "form">
        <form id="keyhold-recovery-code" class="${properties.kcFormClass!}" onsubmit="this.login && (this.login.disabled = true); return true;" action="${url.loginAction}" method="post">
            <p>${msg("keyholdRecoveryCodeExplanation")}</p>
            <#if fields.exists>
                <#global field = fields.import()>
                <@field.input name="recoveryCode" label=msg("keyholdRecoveryCodeLabel") autofocus=true />
            <#else>
                <div class="${properties.kcFormGroupClass!}">
                    <div class="${properties.kcLabelWrapperClass!}">
                        <label for="recoveryCode" class="${properties.kcLabelClass!}">${msg("keyholdRecoveryCodeLabel")}</label>
                    </div>
                    <div class="${properties.kcInputWrapperClass!}">
                        <input id="recoveryCode" name="recoveryCode" type="text" class="${properties.kcInputClass!}" autocomplete="off" autofocus dir="ltr"
                               aria-invalid="<#if messagesPerField.existsError('recoveryCode')>true</#if>"/>
                        <#if messagesPerField.existsError('recoveryCode')>
                            <span id="input-error" class="${properties.kcInputErrorMessageClass!}" aria-live="polite">${kcSanitize(messagesPerField.get('recoveryCode'))?no_esc}</span>
                        </#if>
                    </div>
                </div>
            </#if>
            <#if buttonMacros.exists>
                <#global buttons = buttonMacros.import()>
                <@buttons.loginButton />
            <#else>
                <div id="kc-form-buttons" class="${properties.kcFormButtonsClass!}">
                    <input class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}"
                           name="login" id="kc-login" type="submit" value="${msg("doLogIn")}"/>
                </div>
            </#if>
        </form>
    </#if>
</@layout.registrationLayout>
